using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Tests.Support;

/// <summary>An account that answers from what a test put into it, and remembers what it was asked.</summary>
internal sealed class FakeAccount : IInventorySource, IMetricSource, IQueueDepthSource
{
    private readonly Dictionary<MetricQuery, Dictionary<DateTimeOffset, double>> _points = [];

    public List<Function> Functions { get; } = [];

    public List<Queue> Queues { get; } = [];

    public List<EventSourceMapping> Mappings { get; } = [];

    public Dictionary<string, QueueDepth> Depths { get; } = [];

    public int Limit { get; set; } = 1_000;

    public int InventoryReads { get; private set; }

    /// <summary>Every query of every request, in order.</summary>
    public List<MetricQuery> Asked { get; } = [];

    /// <summary>Gives a metric its points, one a minute from the start on.</summary>
    public void Publish(MetricQuery query, params double[] points) =>
        _points[query] = points.Select((value, minute) => (Given.AtMinute(minute), value)).ToDictionary(p => p.Item1, p => p.value);

    public Task<Inventory> ReadAsync(CancellationToken cancellationToken)
    {
        InventoryReads++;
        return Task.FromResult(new Inventory([.. Functions], [.. Queues], [.. Mappings], new AccountLimits(Limit, Limit)));
    }

    public Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken) =>
        Task.FromResult(
            Functions.Any(f => f.Name == functionName) ? new FunctionDetails(null, new Dictionary<string, string>(), RecursionAllowed: false) : null);

    public Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken)
    {
        Asked.AddRange(queries);
        return Task.FromResult<IReadOnlyDictionary<MetricQuery, Series>>(queries.ToDictionary(
            query => query,
            query => Series.FromPoints(window, _points.GetValueOrDefault(query) ?? [])));
    }

    public Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, QueueDepth>>(
            queues.Where(q => Depths.ContainsKey(q.Name)).ToDictionary(q => q.Name, q => Depths[q.Name]));
}
