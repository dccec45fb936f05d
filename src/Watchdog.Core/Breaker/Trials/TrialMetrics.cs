using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker;

/// <summary>The metrics that trials read of a hop.</summary>
internal static class TrialMetrics
{
    /// <summary>What arrives at the hop's trigger; of queues with dead-letter queues before them at all of those together.</summary>
    public static IEnumerable<MetricQuery> Arrivals(TrialHop hop) => hop.Gauge switch
    {
        TrialGauge.QueueDepth => hop.Queues.Select(queue => QueueMetrics.Sent(queue.Name)),
        TrialGauge.StreamRecords => [StreamMetrics.IncomingRecords(hop.Source)],
        TrialGauge.TableWrites => [StreamMetrics.ConsumedWriteCapacity(hop.Source)],
        TrialGauge.AsyncEvents => [LambdaMetrics.AsyncEventsReceived(hop.Function)],
        _ => throw new ArgumentOutOfRangeException(nameof(hop), hop.Gauge, null),
    };

    /// <summary>A minute's sum over several metrics; a minute without a point is one in which nothing happened.</summary>
    public static double At(IReadOnlyDictionary<MetricQuery, Series> series, IEnumerable<MetricQuery> queries, int index) =>
        queries.Sum(query => series[query][index] ?? 0);
}
