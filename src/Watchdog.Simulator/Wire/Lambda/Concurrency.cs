using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>Reserved concurrency.</summary>
internal sealed class Concurrency(SimulatedAccount account)
{
    public IEnumerable<RestRoute> Routes =>
    [
        new("GetFunctionConcurrency", "GET", "2019-09-30/functions/{FunctionName}/concurrency", Get),
        new("PutFunctionConcurrency", "PUT", "2017-10-31/functions/{FunctionName}/concurrency", Put),
        new("DeleteFunctionConcurrency", "DELETE", "2017-10-31/functions/{FunctionName}/concurrency", Delete),
    ];

    private WireResponse Get(RestCall call) => call.Reply(200, Describe(Function(call).ReservedConcurrency));

    private WireResponse Put(RestCall call)
    {
        var function = Function(call);
        var asked = Input.FromJson(call.Request.Body, Errors.Missing).Integer("ReservedConcurrentExecutions")
            ?? throw Errors.Missing("reservedConcurrentExecutions");
        Errors.InRange("reservedConcurrentExecutions", asked, 0, int.MaxValue);
        try
        {
            account.Reserve(function, asked);
        }
        catch (InvalidOperationException refused)
        {
            throw Errors.Parameter(refused.Message);
        }

        return call.Reply(200, Describe(asked));
    }

    private WireResponse Delete(RestCall call)
    {
        account.Reserve(Function(call), null);
        return call.Reply(204, null);
    }

    private static JsonObject Describe(int? reserved) =>
        reserved is { } value ? new JsonObject { ["ReservedConcurrentExecutions"] = value } : [];

    private SimulatedFunction Function(RestCall call) => FunctionName.Unqualified(account, call.Labels["FunctionName"]);
}
