namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>A condition operator of IAM, e.g. ArnLike.</summary>
/// <param name="Name">As the policy has it, with a quantifier before it and IfExists behind it.</param>
/// <param name="IsNegated">Holds when no value matches.</param>
/// <param name="HoldsWithoutValue">What it says of a request that has no such key.</param>
/// <param name="Matches">Compares a value of the policy with that of the request.</param>
public sealed record ConditionOperator(string Name, bool IsNegated, bool HoldsWithoutValue, Func<string, string, bool> Matches)
{
    private const string IfExists = "IfExists";
    private const string ForAllValues = "ForAllValues:";
    private const string ForAnyValue = "ForAnyValue:";

    private static readonly ConditionOperator[] All =
    [
        // The two kinds are one in IAM: both heed wildcards, part by part.
        .. Both("ArnEquals", "ArnNotEquals", Wildcard.MatchesArn),
        .. Both("ArnLike", "ArnNotLike", Wildcard.MatchesArn),
        .. Both("StringEquals", "StringNotEquals", (wanted, value) => wanted == value),
        .. Both("StringLike", "StringNotLike", (wanted, value) => Wildcard.Matches(wanted, value, StringComparison.Ordinal)),
        new("Bool", false, false, (wanted, value) => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>What <see cref="Find"/> knows.</summary>
    public static string Accepted =>
        $"{string.Join(", ", All.Select(o => o.Name))}, each also with {IfExists} behind it and with {ForAllValues} or {ForAnyValue} before it";

    /// <summary>
    /// Null: it is none that is supported here. No key of a request has more than one value here, so the quantifiers only differ in what
    /// they say of a request without the key: all of its values match, and not any.
    /// </summary>
    public static ConditionOperator? Find(string name)
    {
        var (all, any) = (name.StartsWith(ForAllValues, StringComparison.Ordinal), name.StartsWith(ForAnyValue, StringComparison.Ordinal));
        var bare = all ? name[ForAllValues.Length..] : any ? name[ForAnyValue.Length..] : name;
        var ifExists = bare.EndsWith(IfExists, StringComparison.Ordinal);
        bare = ifExists ? bare[..^IfExists.Length] : bare;
        return Array.Find(All, o => o.Name == bare) is { } found
            ? found with { Name = name, HoldsWithoutValue = all || ifExists || (found.HoldsWithoutValue && !any) }
            : null;
    }

    private static ConditionOperator[] Both(string name, string negated, Func<string, string, bool> matches) =>
        [new(name, false, false, matches), new(negated, true, true, matches)];
}
