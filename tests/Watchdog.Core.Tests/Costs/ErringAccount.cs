using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Tests.Costs;

/// <summary>
/// A large account in which something always errs that no function's own metrics explain, so that all functions are swept for it as often as the
/// rules allow. Counts what that costs.
/// </summary>
internal sealed class ErringAccount : IInventorySource, IMetricSource, IQueueDepthSource, ICallCosts
{
    private readonly Inventory _inventory;

    public ErringAccount(int functions) => _inventory = new Inventory(
        [.. Enumerable.Range(0, functions).Select(i => Support.Given.Function($"function-{i:0000}"))], [], [], new AccountLimits(1_000, 1_000));

    public decimal Total { get; private set; }

    /// <summary>Requests that ask for all functions.</summary>
    public int Sweeps { get; private set; }

    public int SumsRead { get; private set; }

    public Task<Inventory> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(_inventory);

    public Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken) => Task.FromResult<FunctionDetails?>(null);

    public Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken)
    {
        Count(queries);
        SumsRead += queries.Contains(LambdaMetrics.Invocations()) ? 1 : 0;
        return Task.FromResult<IReadOnlyDictionary<MetricQuery, Series>>(queries.ToDictionary(query => query, query =>
            query == LambdaMetrics.Invocations() ? Constant(window, 1_000)
            : query == LambdaMetrics.Errors() ? Constant(window, 20)
            : Series.Empty(window)));
    }

    public Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        Count(queries);
        return Task.FromResult<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>>(
            queries.ToDictionary(query => query, IReadOnlyList<HourlyPoint> (_) => []));
    }

    public Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DimensionSet>>([]);

    public Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, QueueDepth>>(new Dictionary<string, QueueDepth>());

    private void Count(IReadOnlyCollection<MetricQuery> queries)
    {
        Total += Core.Costs.ListPrices.Of("monitoring:GetMetricData", 1, queries.Count);
        Sweeps += queries.Count >= _inventory.Functions.Length ? 1 : 0;
    }

    private static Series Constant(TimeWindow window, double value) => new(window, [.. Enumerable.Repeat<double?>(value, window.Minutes)]);
}
