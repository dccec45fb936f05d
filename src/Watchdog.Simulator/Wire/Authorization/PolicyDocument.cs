namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>An identity-based IAM policy: what its holder may do, everything resolved.</summary>
public sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements);

/// <param name="Sid">Null: it has none.</param>
/// <param name="Actions">E.g. lambda:InvokeFunction; * and ? stand for any characters and for one.</param>
/// <param name="Resources">ARNs, with the same wildcards in each of their parts, or * for all.</param>
/// <param name="Conditions">All of them must hold.</param>
public sealed record PolicyStatement(
    string? Sid, PolicyEffect Effect, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<PolicyCondition> Conditions)
{
    /// <summary>Whether the statement is about the check; what it then says is its <see cref="Effect"/>.</summary>
    /// <param name="context">The condition keys of the request, and their values.</param>
    public bool IsAbout(AccessCheck check, IReadOnlyDictionary<string, string> context) =>
        Actions.Any(a => Wildcard.Matches(a, check.Action, StringComparison.OrdinalIgnoreCase))
        && Resources.Any(r => Wildcard.MatchesArn(r, check.Resource))
        && Conditions.All(c => c.Holds(context));
}

public enum PolicyEffect
{
    Allow,
    Deny,
}

/// <summary>One operator with one key: holds when the request's value is as one of these (or, of a negated operator, as none of these).</summary>
public sealed record PolicyCondition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    public bool Holds(IReadOnlyDictionary<string, string> context) =>
        context.TryGetValue(Key, out var value) ? Values.Any(v => Operator.Matches(v, value)) != Operator.IsNegated : Operator.HoldsWithoutValue;
}
