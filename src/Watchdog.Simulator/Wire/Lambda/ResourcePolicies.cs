using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>
/// Who may call a function: the account's triggers, as AddPermission writes them. A function and each of its qualifiers have policies of their own,
/// and whoever has no trigger has none.
/// </summary>
internal sealed class ResourcePolicies(SimulatedAccount account)
{
    public IEnumerable<RestRoute> Routes => [new("GetPolicy", "GET", "2015-03-31/functions/{FunctionName}/policy", Get)];

    private WireResponse Get(RestCall call)
    {
        var asked = Qualified.Resolve(account, call.Labels["FunctionName"], call.Parameter("Qualifier"));
        var resource = asked.Qualifier is null ? asked.Function.Arn : $"{asked.Function.Arn}:{asked.Qualifier}";
        var triggers = account.Triggers.Where(t => t.FunctionName == asked.Function.Name && t.Qualifier == asked.Qualifier).ToList();
        if (triggers.Count == 0)
            throw Errors.NotFound("The resource you requested does not exist.");
        var policy = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Id"] = "default",
            ["Statement"] = new JsonArray([.. triggers.Select(t => Statement(t.SourceArn, resource))]),
        };
        var text = policy.ToJsonString();
        return call.Reply(200, new JsonObject { ["Policy"] = text, ["RevisionId"] = DerivedId.Of(resource, text) });
    }

    private JsonObject Statement(string sourceArn, string resource)
    {
        var service = sourceArn.Split(':')[2];
        var condition = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = sourceArn } };
        // A bucket's name does not say whose it is.
        if (service == "s3")
            condition["StringEquals"] = new JsonObject { ["AWS:SourceAccount"] = account.AccountId };
        return new JsonObject
        {
            ["Sid"] = DerivedId.Of(sourceArn, resource),
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["Service"] = $"{service}.amazonaws.com" },
            ["Action"] = "lambda:InvokeFunction",
            ["Resource"] = resource,
            ["Condition"] = condition,
        };
    }
}
