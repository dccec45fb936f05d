using Watchdog.Core.Ports;
using Watchdog.Core.Signals;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>The simulated account's metrics as CloudWatch would give them at the account's time, publishing delay and all.</summary>
internal sealed class AccountMetrics(SimulatedAccount account) : IMetricSource
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<MetricQuery, MetricId> _ids = [];

    public Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken)
    {
        var series = new Dictionary<MetricQuery, Series>(queries.Count);
        foreach (var query in queries)
            series[query] = Series.FromPoints(window, Read(query, Minute, window.Start, window.End).Select(p => KeyValuePair.Create(p.Start, p.Value)));
        return Task.FromResult<IReadOnlyDictionary<MetricQuery, Series>>(series);
    }

    public Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var points = new Dictionary<MetricQuery, IReadOnlyList<HourlyPoint>>(queries.Count);
        foreach (var query in queries)
            points[query] = [.. Read(query, Hour, start, end).Select(p => new HourlyPoint(p.Start, p.Value))];
        return Task.FromResult<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>>(points);
    }

    public Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DimensionSet>>(
        [
            .. account.Metrics.List()
                .Where(m => m.Namespace == @namespace && m.Name == metric)
                .Select(m => DimensionSet.Of([.. m.Dimensions.Select(d => new Core.Signals.MetricDimension(d.Name, d.Value))])),
        ]);

    private IReadOnlyList<MetricPoint> Read(MetricQuery query, TimeSpan period, DateTimeOffset start, DateTimeOffset end)
    {
        if (!_ids.TryGetValue(query, out var id))
            _ids[query] = id = new MetricId(
                query.Namespace, query.Metric, "", [.. query.Dimensions.Items.Select(d => new Simulator.Metrics.MetricDimension(d.Name, d.Value))]);
        return account.Metrics.Read(id, query.Statistic, period, start, end, account.Now);
    }
}
