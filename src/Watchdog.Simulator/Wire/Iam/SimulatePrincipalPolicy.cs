using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Iam;

/// <summary>What a function's role may do: every action with every resource, one result each.</summary>
internal sealed partial class SimulatePrincipalPolicy(SimulatedAccount account)
{
    private const int DefaultPage = 100;
    private const int MaximumPage = 1000;

    public Output Run(Input input, WireRequest request)
    {
        var principal = input.Required("PolicySourceArn");
        var functions = account.Functions.Values.Where(f => f.RoleArn == principal).ToList();
        if (functions.Count == 0)
            throw new AwsException("NoSuchEntity", $"The role with ARN {principal} cannot be found.", 404);
        var actions = input.Strings("ActionNames");
        if (actions.Count == 0)
            throw Invalid("ActionNames must have at least one action.");
        if (actions.FirstOrDefault(a => !ActionName().IsMatch(a)) is { } malformed)
            throw Invalid($"Invalid Action: '{malformed}' must be SERVICE:ACTION.");
        var resources = input.Strings("ResourceArns") is { Count: > 0 } given ? given : ["*"];
        if (resources.FirstOrDefault(r => r != "*" && r.Split(':').Length < 6) is { } broken)
            throw Invalid($"Invalid resource: '{broken}' must be an ARN or *.");
        var size = input.Integer("MaxItems") ?? DefaultPage;
        if (size is < 1 or > MaximumPage)
            throw new AwsException("ValidationError", $"MaxItems is {size}, and must be 1 to {MaximumPage}.");

        // Functions that share a role share what it may do.
        var writable = functions.SelectMany(f => f.MayWrite).ToHashSet(StringComparer.Ordinal);
        var results = actions.SelectMany(action => resources.Select(resource => Result(action, resource, WriteActions.Allow(writable, action, resource)))).ToList();
        var scope = $"SimulatePrincipalPolicy {principal} {string.Join(',', actions)} {string.Join(',', resources)}";
        var page = Page.Of(results, input.String("Marker"), size, scope, () => Invalid("Invalid Marker."));
        return new JsonObject
        {
            ["EvaluationResults"] = new JsonArray([.. page.Items]),
            ["IsTruncated"] = page.Next is not null,
            ["Marker"] = page.Next,
        };
    }

    private static JsonObject Result(string action, string resource, bool allowed) => new()
    {
        ["EvalActionName"] = action,
        ["EvalResourceName"] = resource,
        ["EvalDecision"] = allowed ? "allowed" : "implicitDeny",
        ["MatchedStatements"] = allowed
            ? new JsonArray(new JsonObject { ["SourcePolicyId"] = "MayWrite", ["SourcePolicyType"] = "IAM Policy" })
            : [],
        ["MissingContextValues"] = new JsonArray(),
    };

    private static AwsException Invalid(string message) => new("InvalidInput", message);

    [GeneratedRegex("^[a-zA-Z0-9-]+:[a-zA-Z0-9]+$")]
    private static partial Regex ActionName();
}
