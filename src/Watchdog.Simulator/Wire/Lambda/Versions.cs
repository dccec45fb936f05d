using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>Versions and aliases. The simulated account has $LATEST only.</summary>
internal sealed class Versions(SimulatedAccount account)
{
    public IEnumerable<RestRoute> Routes =>
    [
        new("ListAliases", "GET", "2015-03-31/functions/{FunctionName}/aliases", ListAliases),
        new("ListVersionsByFunction", "GET", "2015-03-31/functions/{FunctionName}/versions", ListVersions),
    ];

    private WireResponse ListAliases(RestCall call)
    {
        FunctionName.Unqualified(account, call.Labels["FunctionName"]);
        return call.Reply(200, new JsonObject { ["NextMarker"] = null, ["Aliases"] = new JsonArray() });
    }

    private WireResponse ListVersions(RestCall call)
    {
        var function = FunctionName.Unqualified(account, call.Labels["FunctionName"]);
        var latest = FunctionDescription.Of(function, call.Request.Endpoint, listed: true);
        latest["FunctionArn"] = $"{function.Arn}:$LATEST";
        return call.Reply(200, new JsonObject { ["NextMarker"] = null, ["Versions"] = new JsonArray(latest) });
    }
}
