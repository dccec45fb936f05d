namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>Whose requests are checked: a function of the stack, under the role that is its alone.</summary>
/// <param name="Name">The function's logical id.</param>
/// <param name="SessionArn">E.g. arn:aws:sts::123456789012:assumed-role/ROLE/FUNCTION, as AWS calls it in errors.</param>
public sealed record Principal(string Name, string SessionArn, string RoleArn, IReadOnlyList<PolicyDocument> Policies)
{
    /// <param name="region">Where the request was sent.</param>
    public AccessDecision Decide(AccessCheck check, string region)
    {
        var context = ContextOf(check, region);
        var about = Policies.SelectMany(p => p.Statements).Where(s => s.IsAbout(check, context)).Select(s => s.Effect).ToHashSet();
        return about.Contains(PolicyEffect.Deny) ? AccessDecision.ExplicitlyDenied
            : about.Contains(PolicyEffect.Allow) ? AccessDecision.Allowed
            : AccessDecision.ImplicitlyDenied;
    }

    /// <summary>Condition keys are compared without case. The endpoint stands for AWS's, which are reached over TLS.</summary>
    public IReadOnlyDictionary<string, string> ContextOf(AccessCheck check, string region) =>
        new Dictionary<string, string>(check.Context, StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalAccount"] = RoleArn.Split(':')[4],
            ["aws:PrincipalArn"] = RoleArn,
            ["aws:RequestedRegion"] = region,
            ["aws:SecureTransport"] = "true",
        };
}

public enum AccessDecision
{
    Allowed,

    /// <summary>No statement allows it.</summary>
    ImplicitlyDenied,

    /// <summary>A statement denies it, whatever others allow.</summary>
    ExplicitlyDenied,
}
