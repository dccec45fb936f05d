using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Iam;

/// <summary>A function's execution role. Documents are percent-encoded, as IAM's are.</summary>
internal sealed class GetRole(SimulatedAccount account)
{
    private const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    public Output Run(Input input, WireRequest request)
    {
        var name = input.Required("RoleName");
        var users = account.Functions.Values.Where(f => Name(f.RoleArn) == name).ToList();
        if (users.Count == 0)
            throw new AwsException("NoSuchEntity", $"The role with name {name} cannot be found.", 404);
        var arn = users[0].RoleArn;
        var path = arn[(arn.IndexOf(":role/", StringComparison.Ordinal) + 5)..^name.Length];
        return new JsonObject
        {
            ["Role"] = new JsonObject
            {
                ["Path"] = path,
                ["RoleName"] = name,
                ["RoleId"] = "AROA" + DerivedId.Of(arn).Replace("-", "", StringComparison.Ordinal)[..17].ToUpperInvariant(),
                ["Arn"] = arn,
                ["CreateDate"] = users.Min(f => f.LastModified),
                ["AssumeRolePolicyDocument"] = Uri.EscapeDataString(Trust),
                ["MaxSessionDuration"] = 3600,
            },
        };
    }

    private static string Name(string roleArn) => roleArn[(roleArn.LastIndexOf('/') + 1)..];
}
