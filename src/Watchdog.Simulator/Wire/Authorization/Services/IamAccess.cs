namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>AWS IAM. Its ARNs have no region.</summary>
internal static class IamAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["GetRole"] = Accesses.On("iam:GetRole", r => RoleArn(r, r.Members.Required("RoleName"))),
        ["SimulatePrincipalPolicy"] = Accesses.On("iam:SimulatePrincipalPolicy", r => r.Members.Required("PolicySourceArn")),
    };

    /// <summary>The ARN has the role's path in it, which the name has not.</summary>
    private static string RoleArn(AccessRequest request, string name)
    {
        lock (request.Account.Gate)
        {
            return request.Account.Functions.Values.Select(f => f.RoleArn).FirstOrDefault(a => a.EndsWith($"/{name}", StringComparison.Ordinal))
                ?? $"arn:aws:iam::{request.Account.AccountId}:role/{name}";
        }
    }
}
