using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;

namespace Watchdog.Aws.Metrics;

/// <summary>
/// GetMetricData, as many series a request as it takes. A request is billed by its series, not by their points, and one after the other stays far
/// below CloudWatch's rates.
/// </summary>
internal sealed class MetricSource(IAmazonCloudWatch cloudWatch) : IMetricSource
{
    /// <summary>Most series that one request may ask for.</summary>
    private const int SeriesPerRequest = 500;

    private const int Minute = 60;

    private const int Hour = 3600;

    /// <exception cref="MetricsUnavailableException">CloudWatch failed on a series, or the role may not read it.</exception>
    public async Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken)
    {
        if (window.Minutes == 0)
            return queries.Distinct().ToDictionary(q => q, _ => Series.Empty(window));
        var points = await ReadAsync(queries, window.Start, window.End, Minute, cancellationToken);
        return points.ToDictionary(p => p.Key, p => Series.FromPoints(window, p.Value));
    }

    /// <exception cref="MetricsUnavailableException">CloudWatch failed on a series, or the role may not read it.</exception>
    public async Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var points = await ReadAsync(queries, start, end, Hour, cancellationToken);
        return points.ToDictionary(
            p => p.Key, IReadOnlyList<HourlyPoint> (p) => [.. p.Value.Select(point => new HourlyPoint(point.Key, point.Value)).OrderBy(point => point.Start)]);
    }

    public async Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken)
    {
        var sets = new List<DimensionSet>();
        var request = new ListMetricsRequest { Namespace = @namespace, MetricName = metric };
        do
        {
            var page = await cloudWatch.ListMetricsAsync(request, cancellationToken);
            sets.AddRange((page.Metrics ?? []).Select(m => DimensionSet.Of([.. (m.Dimensions ?? []).Select(d => new MetricDimension(d.Name ?? "", d.Value ?? ""))])));
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        return sets;
    }

    private async Task<Dictionary<MetricQuery, List<KeyValuePair<DateTimeOffset, double>>>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, int period, CancellationToken cancellationToken)
    {
        var all = new Dictionary<MetricQuery, List<KeyValuePair<DateTimeOffset, double>>>();
        foreach (var batch in queries.Distinct().Chunk(SeriesPerRequest))
        {
            var points = await ReadBatchAsync(batch, start, end, period, cancellationToken);
            for (var i = 0; i < batch.Length; i++)
                all[batch[i]] = points[i];
        }
        return all;
    }

    /// <summary>The points of each series, over all pages: one series may be split over several.</summary>
    private async Task<List<KeyValuePair<DateTimeOffset, double>>[]> ReadBatchAsync(
        MetricQuery[] batch, DateTimeOffset start, DateTimeOffset end, int period, CancellationToken cancellationToken)
    {
        var indexes = batch.Select((_, i) => i).ToDictionary(Id);
        var points = batch.Select(_ => new List<KeyValuePair<DateTimeOffset, double>>()).ToArray();
        var request = new GetMetricDataRequest
        {
            MetricDataQueries = [.. batch.Select((query, index) => ToQuery(query, index, period))],
            StartTime = start.UtcDateTime,
            EndTime = end.UtcDateTime,
            ScanBy = ScanBy.TimestampAscending,
        };
        do
        {
            var page = await cloudWatch.GetMetricDataAsync(request, cancellationToken);
            foreach (var result in page.MetricDataResults ?? [])
            {
                if (result.Id is not { } id || !indexes.TryGetValue(id, out var index))
                    continue;
                // PartialData is no failure: the rest comes with the next token, or is missing like any minute that is not there yet.
                if (result.StatusCode == StatusCode.Forbidden || result.StatusCode == StatusCode.InternalError)
                    throw new MetricsUnavailableException(batch[index], result);
                points[index].AddRange(ToPoints(result));
            }
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        return points;
    }

    private static MetricDataQuery ToQuery(MetricQuery query, int index, int period) => new()
    {
        Id = Id(index),
        MetricStat = new MetricStat
        {
            Metric = new Metric
            {
                Namespace = query.Namespace,
                MetricName = query.Metric,
                // None is left out, as the sums over the whole account have none.
                Dimensions = query.Dimensions.Items.IsEmpty
                    ? null
                    : [.. query.Dimensions.Items.Select(d => new Dimension { Name = d.Name, Value = d.Value })],
            },
            Period = period,
            Stat = query.Statistic,
        },
        ReturnData = true,
    };

    /// <summary>An Id has to begin with a lower-case letter.</summary>
    private static string Id(int index) => $"m{index}";

    private static IEnumerable<KeyValuePair<DateTimeOffset, double>> ToPoints(MetricDataResult result) =>
        (result.Timestamps ?? []).Zip(result.Values ?? [], (t, v) => KeyValuePair.Create(new DateTimeOffset(t.ToUniversalTime()), v));
}
