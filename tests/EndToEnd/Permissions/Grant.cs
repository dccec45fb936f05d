using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>One action with one resource, as a statement of a function's policy allows or denies it.</summary>
/// <param name="Function">Logical id.</param>
internal sealed record Grant(string Function, PolicyStatement Statement, string Action, string Resource)
{
    public static IEnumerable<Grant> Of(Principal function) =>
        from policy in function.Policies
        from statement in policy.Statements
        from action in statement.Actions
        from resource in statement.Resources
        select new Grant(function.Name, statement with { Actions = [action], Resources = [resource] }, action, resource);

    public bool IsAllowed => Statement.Effect == PolicyEffect.Allow;

    /// <summary>E.g. "lambda:FunctionArn ArnLike arn:…"; empty: it has no condition.</summary>
    public string Conditions => string.Join(
        ", ", Statement.Conditions.Select(c => $"{c.Key} {c.Operator.Name} {string.Join(" or ", c.Values)}"));

    /// <summary>Whether it is this that lets the function do what the check is about.</summary>
    public bool IsUsedBy(Principal function, AccessCheck check, string region) =>
        function.Name == Function && Statement.IsAbout(check, function.ContextOf(check, region));

    public override string ToString() =>
        $"{Function} {Statement.Effect} {Action} on {Resource}{(Conditions.Length == 0 ? "" : $" if {Conditions}")} (statement {Statement.Sid})";
}
