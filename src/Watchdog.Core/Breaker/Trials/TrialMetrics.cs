using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker;

/// <summary>The metrics that trials read of a hop.</summary>
internal static class TrialMetrics
{
    /// <summary>A minute can be read so many minutes after its start at the latest: one for itself, and two of CloudWatch's delay.</summary>
    public const int MinutesToRead = 3;

    /// <summary>What arrives at the hop's trigger; of queues with dead-letter queues before them at all of those together.</summary>
    public static IEnumerable<MetricQuery> Arrivals(TrialHop hop) => hop.Gauge switch
    {
        TrialGauge.QueueDepth => hop.Queues.Select(queue => QueueMetrics.Sent(queue.Name)),
        TrialGauge.StreamRecords => [ArrivalMetrics.IncomingRecords(hop.Source)],
        TrialGauge.TableWrites => [ArrivalMetrics.ConsumedWriteCapacity(hop.Source)],
        TrialGauge.AsyncEvents => [LambdaMetrics.AsyncEventsReceived(hop.Function)],
        _ => throw new ArgumentOutOfRangeException(nameof(hop), hop.Gauge, null),
    };

    /// <summary>A minute's sum over several metrics; a minute without a point is one in which nothing happened.</summary>
    public static double At(IReadOnlyDictionary<MetricQuery, Series> series, IEnumerable<MetricQuery> queries, int index) =>
        queries.Sum(query => series[query][index] ?? 0);
}
