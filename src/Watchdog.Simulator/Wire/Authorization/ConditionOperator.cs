namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>A condition operator of IAM, e.g. ArnLike.</summary>
/// <param name="IsNegated">Holds when no value matches, and when the request has no such key.</param>
/// <param name="IsIfExists">Holds when the request has no such key.</param>
/// <param name="Matches">Compares a value of the policy with that of the request.</param>
public sealed record ConditionOperator(string Name, bool IsNegated, bool IsIfExists, Func<string, string, bool> Matches)
{
    private const string IfExists = "IfExists";

    private static readonly ConditionOperator[] All =
    [
        // The two kinds are one in IAM: both heed wildcards, part by part.
        .. Both("ArnEquals", "ArnNotEquals", Wildcard.MatchesArn),
        .. Both("ArnLike", "ArnNotLike", Wildcard.MatchesArn),
        .. Both("StringEquals", "StringNotEquals", (wanted, value) => wanted == value),
        .. Both("StringLike", "StringNotLike", (wanted, value) => Wildcard.Matches(wanted, value, StringComparison.Ordinal)),
        new("Bool", false, false, (wanted, value) => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase)),
    ];

    public bool HoldsWithoutValue => IsNegated || IsIfExists;

    /// <summary>The operators that there are here, each also with IfExists behind it.</summary>
    public static string Accepted => string.Join(", ", All.Select(o => o.Name));

    /// <summary>Null: it is none that is supported here.</summary>
    public static ConditionOperator? Find(string name)
    {
        var ifExists = name.EndsWith(IfExists, StringComparison.Ordinal);
        var bare = ifExists ? name[..^IfExists.Length] : name;
        return Array.Find(All, o => o.Name == bare) is { } found ? found with { Name = name, IsIfExists = ifExists } : null;
    }

    private static ConditionOperator[] Both(string name, string negated, Func<string, string, bool> matches) =>
        [new(name, false, false, matches), new(negated, true, false, matches)];
}
