using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>AWS/Lambda's metrics of the account's concurrency pool, sampled in every second in which anything runs.</summary>
internal sealed class PoolMetrics(MetricStore store)
{
    private MetricSeries? unreservedSeries;
    private MetricSeries? claimedSeries;
    private StatisticSet unreserved;
    private StatisticSet claimed;

    /// <param name="running">Executions of functions without a reservation.</param>
    /// <param name="reserved">The sum of all reservations, used or not.</param>
    public void Sample(int running, int reserved)
    {
        unreserved.Add(running);
        claimed.Add(running + reserved);
    }

    public void Flush(int minute)
    {
        if (unreserved.Count == 0) return;
        unreservedSeries ??= store.SeriesOf(new MetricId("AWS/Lambda", "UnreservedConcurrentExecutions", "Count"));
        claimedSeries ??= store.SeriesOf(new MetricId("AWS/Lambda", "ClaimedAccountConcurrency", "Count"));
        unreservedSeries.Add(minute, minute, unreserved, null);
        claimedSeries.Add(minute, minute, claimed, null);
        (unreserved, claimed) = (default, default);
    }
}
