using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>What functions there are, and how they are set.</summary>
internal sealed class Functions(SimulatedAccount account, LambdaOptions options)
{
    private const int MaximumPage = 10_000;

    public IEnumerable<RestRoute> Routes =>
    [
        new("ListFunctions", "GET", "2015-03-31/functions", List),
        new("GetFunction", "GET", "2015-03-31/functions/{FunctionName}", Get),
        new("GetFunctionConfiguration", "GET", "2015-03-31/functions/{FunctionName}/configuration", GetConfiguration),
        new("ListTags", "GET", "2017-03-31/tags/{Resource}", ListTags),
        new("GetFunctionRecursionConfig", "GET", "2024-08-31/functions/{FunctionName}/recursion-config", GetRecursion),
        new("PutFunctionRecursionConfig", "PUT", "2024-08-31/functions/{FunctionName}/recursion-config", PutRecursion),
        new("GetFunctionEventInvokeConfig", "GET", "2019-09-25/functions/{FunctionName}/event-invoke-config", GetEventInvokeConfig),
        new("GetAccountSettings", "GET", "2016-08-19/account-settings", GetAccountSettings),
    ];

    private WireResponse List(RestCall call)
    {
        var all = call.Parameter("FunctionVersion");
        if (all is not (null or "ALL"))
            throw Errors.Validation("functionVersion", all, "Member must satisfy enum value set: [ALL]");
        var size = Errors.PageSize(call, options.FunctionsPerPage, MaximumPage);
        // Every version counts as one.
        var listed = account.Functions.Values
            .SelectMany(f => all is null ? [Qualified.Unqualified(f)] : Qualified.AllVersions(f))
            .ToList();
        var page = Page.Of(listed, call.Parameter("Marker"), size, $"ListFunctions {all}", Errors.Marker);
        return call.Reply(200, new JsonObject
        {
            ["NextMarker"] = page.Next,
            ["Functions"] = new JsonArray([.. page.Items.Select(f => f.Describe(call.Request.Endpoint, listed: true))]),
        });
    }

    private WireResponse Get(RestCall call)
    {
        var asked = Asked(call);
        var function = asked.Function;
        var answer = new JsonObject
        {
            ["Configuration"] = asked.Describe(call.Request.Endpoint, listed: false),
            ["Code"] = new JsonObject { ["RepositoryType"] = "S3", ["Location"] = $"{call.Request.Endpoint}/code/{function.Name}.zip" },
        };
        if (function.Tags.Count > 0)
            answer["Tags"] = FunctionDescription.Tags(function);
        if (function.ReservedConcurrency is { } reserved)
            answer["Concurrency"] = new JsonObject { ["ReservedConcurrentExecutions"] = reserved };
        return call.Reply(200, answer);
    }

    private WireResponse GetConfiguration(RestCall call) => call.Reply(200, Asked(call).Describe(call.Request.Endpoint, listed: false));

    private WireResponse ListTags(RestCall call)
    {
        var resource = call.Labels["Resource"];
        if (!resource.StartsWith("arn:", StringComparison.Ordinal))
            throw Errors.Validation("resource", resource, "Member must be an ARN");
        if (account.Mappings.Values.Any(m => EventSourceMappingDescription.Arn(account, m) == resource))
            return call.Reply(200, new JsonObject { ["Tags"] = new JsonObject() });
        return call.Reply(200, new JsonObject { ["Tags"] = FunctionDescription.Tags(FunctionName.Unqualified(account, resource)) });
    }

    private WireResponse GetRecursion(RestCall call) =>
        call.Reply(200, new JsonObject { ["RecursiveLoop"] = FunctionName.Unqualified(account, call.Labels["FunctionName"]).RecursiveLoop });

    private WireResponse PutRecursion(RestCall call)
    {
        var function = FunctionName.Unqualified(account, call.Labels["FunctionName"]);
        var loop = Input.FromJson(call.Request.Body, Errors.Missing).Required("RecursiveLoop");
        if (loop is not ("Terminate" or "Allow"))
            throw Errors.Validation("recursiveLoop", loop, "Member must satisfy enum value set: [Terminate, Allow]");
        function.RecursiveLoop = loop;
        return call.Reply(200, new JsonObject { ["RecursiveLoop"] = loop });
    }

    /// <summary>Nobody has ever configured it here: given up events go to the dead-letter queue, and the rest is Lambda's default.</summary>
    private WireResponse GetEventInvokeConfig(RestCall call)
    {
        var (function, qualifier, _) = Asked(call);
        throw Errors.NotFound($"The function {function.Arn}:{qualifier ?? "$LATEST"} doesn't have an EventInvokeConfig");
    }

    private WireResponse GetAccountSettings(RestCall call) => call.Reply(200, new JsonObject
    {
        ["AccountLimit"] = new JsonObject
        {
            ["TotalCodeSize"] = 80_530_636_800,
            ["CodeSizeUnzipped"] = 262_144_000,
            ["CodeSizeZipped"] = 52_428_800,
            ["ConcurrentExecutions"] = account.ConcurrencyLimit,
            ["UnreservedConcurrentExecutions"] = account.UnreservedConcurrency,
        },
        ["AccountUsage"] = new JsonObject { ["TotalCodeSize"] = 1024L * account.Functions.Count, ["FunctionCount"] = account.Functions.Count },
    });

    private Qualified Asked(RestCall call) => Qualified.Resolve(account, call.Labels["FunctionName"], call.Parameter("Qualifier"));
}
