namespace Watchdog.Core.Detection;

/// <summary>How long a backlog takes to be worked off.</summary>
public static class DrainTime
{
    private const int LongestMinutes = 14 * 24 * 60;

    /// <summary>
    /// Minute by minute: the consumer goes on scaling up as it did in its newest two minutes, up to the mapping's maximum concurrency if it
    /// has one, or to the highest concurrency seen in the window otherwise; every execution deletes as many messages a minute as it does now.
    /// </summary>
    /// <param name="arrivals">Messages per minute.</param>
    /// <returns>Null when the backlog would not be drained within two weeks, SQS's longest retention.</returns>
    public static TimeSpan? Project(QueueSignals queue, Consumer consumer, double arrivals)
    {
        var concurrency = consumer.Signals.ConcurrentExecutions;
        var now = concurrency.Last ?? 0;
        var deleted = queue.Deleted.Last ?? 0;
        if (now == 0 || deleted == 0)
            return null;
        var perExecution = deleted / now;
        var rise = Math.Max(0, now - (concurrency.Tail(2)[0] ?? now));
        var ceiling = consumer.Mapping.MaximumConcurrency ?? Math.Max(now, concurrency.Max ?? 0);
        double backlog = queue.Depth.Total;
        var executions = now;
        for (var minute = 1; minute <= LongestMinutes; minute++)
        {
            executions = Math.Min(Math.Max(now, ceiling), executions + rise);
            var net = (executions * perExecution) - arrivals;
            if (net <= 0 && executions >= ceiling)
                return null;
            if (backlog <= net)
                return TimeSpan.FromMinutes(minute - 1 + (backlog / net));
            backlog -= net;
            if (rise == 0 && net <= 0)
                return null;
        }
        return null;
    }
}
