using System.Globalization;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>What has been published of a function: versions, aliases that point to them, and executions that are kept ready for either.</summary>
internal sealed class Versions(SimulatedAccount account, LambdaOptions options)
{
    private const int MaximumPage = 10_000;
    private const int MaximumProvisionedPage = 50;

    public IEnumerable<RestRoute> Routes =>
    [
        new("ListAliases", "GET", "2015-03-31/functions/{FunctionName}/aliases", ListAliases),
        new("ListVersionsByFunction", "GET", "2015-03-31/functions/{FunctionName}/versions", ListVersions),
        new("ListProvisionedConcurrencyConfigs", "GET", "2019-09-30/functions/{FunctionName}/provisioned-concurrency", ListProvisioned),
    ];

    private WireResponse ListAliases(RestCall call)
    {
        var function = Function(call);
        var version = call.Parameter("FunctionVersion");
        var aliases = function.Aliases.Where(a => version is null || a.Value.Version == version).ToList();
        return Reply(call, $"{function.Name} {version}", "Aliases", aliases, MaximumPage, alias => Alias(function, alias.Key, alias.Value));
    }

    private WireResponse ListVersions(RestCall call)
    {
        var function = Function(call);
        return Reply(
            call, function.Name, "Versions", [.. Qualified.AllVersions(function)], MaximumPage, version => version.Describe(call.Request.Endpoint, listed: true));
    }

    private WireResponse ListProvisioned(RestCall call)
    {
        if (call.Parameter("List") != "ALL")
            throw new AwsException("UnknownOperationException", "The simulated account's Lambda lists provisioned concurrency with List=ALL, and no more.", 404);
        var function = Function(call);
        return Reply(
            call, function.Name, "ProvisionedConcurrencyConfigs", [.. function.Provisioned], MaximumProvisionedPage, one => Provisioned(function, one.Key, one.Value));
    }

    private WireResponse Reply<T>(RestCall call, string filter, string member, List<T> all, int maximum, Func<T, JsonObject> describe)
    {
        var page = Page.Of(all, call.Parameter("Marker"), Errors.PageSize(call, options.VersionsPerPage, maximum), $"{call.Operation} {filter}", Errors.Marker);
        return call.Reply(200, new JsonObject { ["NextMarker"] = page.Next, [member] = new JsonArray([.. page.Items.Select(describe)]) });
    }

    private static JsonObject Alias(SimulatedFunction function, string name, SimulatedAlias alias)
    {
        var weights = alias.Weights.Select(w => KeyValuePair.Create(w.Key, (JsonNode?)w.Value)).ToList();
        var described = new JsonObject
        {
            ["AliasArn"] = $"{function.Arn}:{name}",
            ["Name"] = name,
            ["FunctionVersion"] = alias.Version,
            ["Description"] = "",
            ["RevisionId"] = DerivedId.Of(function.Name, name, alias.Version, string.Join(',', alias.Weights.Select(w => $"{w.Key}={w.Value:R}"))),
        };
        if (weights.Count > 0)
            described["RoutingConfig"] = new JsonObject { ["AdditionalVersionWeights"] = new JsonObject(weights) };
        return described;
    }

    private static JsonObject Provisioned(SimulatedFunction function, string qualifier, int executions) => new()
    {
        ["FunctionArn"] = $"{function.Arn}:{qualifier}",
        ["RequestedProvisionedConcurrentExecutions"] = executions,
        ["AvailableProvisionedConcurrentExecutions"] = executions,
        ["AllocatedProvisionedConcurrentExecutions"] = executions,
        ["Status"] = "READY",
        ["LastModified"] = function.LastModified.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
    };

    private SimulatedFunction Function(RestCall call) => FunctionName.Unqualified(account, call.Labels["FunctionName"]);
}
