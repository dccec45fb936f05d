using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>Event source mappings: which source feeds which function, and how fast.</summary>
internal sealed class EventSourceMappings(SimulatedAccount account, LambdaOptions options)
{
    private const int MaximumPage = 10_000;
    private const int BatchSizeWithoutWindow = 10;

    /// <summary>What a request may hold. The last two may not change anything; see <see cref="CheckUnchanged"/>.</summary>
    private static readonly string[] Changeable =
        ["Enabled", "BatchSize", "ScalingConfig", "ParallelizationFactor", "FunctionName", "MaximumBatchingWindowInSeconds"];

    public IEnumerable<RestRoute> Routes =>
    [
        new("ListEventSourceMappings", "GET", "2015-03-31/event-source-mappings", List),
        new("GetEventSourceMapping", "GET", "2015-03-31/event-source-mappings/{UUID}", Get),
        new("UpdateEventSourceMapping", "PUT", "2015-03-31/event-source-mappings/{UUID}", Update),
    ];

    private WireResponse List(RestCall call)
    {
        var source = call.Parameter("EventSourceArn");
        var target = call.Parameter("FunctionName") is { } name ? FunctionName.Resolve(account, name) : default((SimulatedFunction Function, string? Qualifier)?);
        var size = Errors.PageSize(call, options.MappingsPerPage, MaximumPage);
        var fitting = account.Mappings.Values
            .Where(m => source is null || m.SourceArn == source)
            .Where(m => target is not { } t || (m.FunctionName == t.Function.Name && (t.Qualifier is null || m.Qualifier == t.Qualifier)))
            .ToList();
        var scope = $"ListEventSourceMappings {source} {target?.Function.Name} {target?.Qualifier}";
        var page = Page.Of(fitting, call.Parameter("Marker"), size, scope, Errors.Marker);
        return call.Reply(200, new JsonObject
        {
            ["NextMarker"] = page.Next,
            ["EventSourceMappings"] = new JsonArray([.. page.Items.Select(m => EventSourceMappingDescription.Of(account, m))]),
        });
    }

    private WireResponse Get(RestCall call) => call.Reply(200, EventSourceMappingDescription.Of(account, Existing(call)));

    private WireResponse Update(RestCall call)
    {
        var mapping = Existing(call);
        var input = Input.FromJson(call.Request.Body, Errors.Missing);
        if (input.Names.FirstOrDefault(n => !Changeable.Contains(n)) is { } unknown)
            throw Errors.Parameter($"The simulated account cannot change {unknown} of an event source mapping; it can change Enabled, BatchSize, ScalingConfig and ParallelizationFactor.");
        CheckUnchanged(mapping, input);
        var enabled = input.Boolean("Enabled");
        var batchSize = BatchSize(mapping, input);
        var cap = Cap(mapping, input);
        var parallelization = Parallelization(mapping, input);
        if (mapping.IsChanging)
        {
            throw new AwsException(
                "ResourceInUseException", $"Cannot update the event source mapping because it is in use: its state is {mapping.State}.");
        }

        mapping.Change(enabled, cap, batchSize, parallelization);
        return call.Reply(202, EventSourceMappingDescription.Of(account, mapping));
    }

    /// <summary>Clients that write back a whole configuration send these two as well; they may, as long as they change nothing.</summary>
    private void CheckUnchanged(SimulatedMapping mapping, Input input)
    {
        if (input.String("FunctionName") is { } name)
        {
            var (function, qualifier) = FunctionName.Resolve(account, name);
            if (function.Name != mapping.FunctionName || qualifier != mapping.Qualifier)
                throw Errors.Parameter("The simulated account cannot change FunctionName of an event source mapping.");
        }

        if (input.Integer("MaximumBatchingWindowInSeconds") is { } window && window != (int)mapping.BatchingWindow.TotalSeconds)
            throw Errors.Parameter("The simulated account cannot change MaximumBatchingWindowInSeconds of an event source mapping.");
    }

    private int? BatchSize(SimulatedMapping mapping, Input input)
    {
        if (input.Integer("BatchSize") is not { } size)
            return null;
        Errors.InRange("batchSize", size, 1, 10_000);
        if (size <= BatchSizeWithoutWindow)
            return size;
        if (mapping.SourceArn.EndsWith(".fifo", StringComparison.Ordinal) || account.Queues.Values.Any(q => q.Fifo && q.Arn == mapping.SourceArn))
            throw Errors.Parameter("Maximum batch size for a FIFO queue is 10.");
        if (mapping.BatchingWindow < TimeSpan.FromSeconds(1) && EventSourceMappingDescription.IsQueue(mapping))
            throw Errors.Parameter("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        return size;
    }

    /// <summary>Null: unchanged; a null inside: the cap is removed, which is what an empty ScalingConfig asks for.</summary>
    private static ValueTuple<int?>? Cap(SimulatedMapping mapping, Input input)
    {
        if (input.Structure("ScalingConfig") is not { } scaling)
            return null;
        if (!EventSourceMappingDescription.IsQueue(mapping))
            throw Errors.Parameter("ScalingConfig is supported for Amazon SQS event sources only.");
        if (scaling.Integer("MaximumConcurrency") is not { } maximum)
            return new ValueTuple<int?>(null);
        return new ValueTuple<int?>(Errors.InRange("scalingConfig.maximumConcurrency", maximum, 2, 1000));
    }

    private static int? Parallelization(SimulatedMapping mapping, Input input)
    {
        if (input.Integer("ParallelizationFactor") is not { } factor)
            return null;
        return EventSourceMappingDescription.IsQueue(mapping)
            ? throw Errors.Parameter("Unsupported parameter ParallelizationFactor for given event source mapping type.")
            : Errors.InRange("parallelizationFactor", factor, 1, 10);
    }

    private SimulatedMapping Existing(RestCall call) =>
        account.Mappings.GetValueOrDefault(call.Labels["UUID"]) ?? throw Errors.NotFound("The resource you requested does not exist.");
}
