namespace Watchdog.Core.Detection;

/// <summary>How long a backlog takes to be worked off.</summary>
public static class DrainTime
{
    private const int LongestMinutes = 14 * 24 * 60;

    /// <summary>A queue mapping without a cap of its own goes no higher; concurrent executions.</summary>
    private const double MappingCeiling = 1250;

    /// <summary>Growth of a minute that is scaling and not chance, as a share of what ran before, and in executions.</summary>
    private const double ScalingShare = 0.1;
    private const double ScalingExecutions = 10;

    /// <summary>
    /// Minute by minute: the consumer goes on scaling up as it did in its newest two minutes, up to the mapping's maximum concurrency if it
    /// has one, or to the highest concurrency seen in the window otherwise; every execution deletes as many messages a minute as it does now.
    /// </summary>
    /// <param name="arrivals">Messages per minute.</param>
    /// <returns>Null when the backlog would not be drained within two weeks, SQS's longest retention.</returns>
    public static TimeSpan? Project(QueueSignals queue, Consumer consumer, double arrivals)
    {
        var concurrency = consumer.Signals.ConcurrentExecutions;
        return Project(queue, consumer, arrivals, consumer.Mapping.MaximumConcurrency ?? concurrency.Max ?? 0);
    }

    /// <summary>
    /// The same for a consumer that is scaling up right now, by a good part in its newest minute: it is believed to go on, up to the mapping's
    /// maximum concurrency or what Lambda gives one mapping.
    /// </summary>
    /// <returns>Null when it does not scale up, or when even so the backlog would not be drained.</returns>
    public static TimeSpan? WhileScaling(QueueSignals queue, Consumer consumer, double arrivals)
    {
        var recent = consumer.Signals.ConcurrentExecutions.Tail(2);
        return recent.Count == 2 && recent[1] >= recent[0] * (1 + ScalingShare) && recent[1] - recent[0] >= ScalingExecutions
            ? Project(queue, consumer, arrivals, consumer.Mapping.MaximumConcurrency ?? MappingCeiling)
            : null;
    }

    private static TimeSpan? Project(QueueSignals queue, Consumer consumer, double arrivals, double limit)
    {
        var concurrency = consumer.Signals.ConcurrentExecutions;
        var now = concurrency.Last ?? 0;
        var deleted = queue.Deleted.Last ?? 0;
        if (now == 0 || deleted == 0)
            return null;
        var perExecution = deleted / now;
        var rise = Math.Max(0, now - (concurrency.Tail(2)[0] ?? now));
        var ceiling = Math.Max(now, limit);
        double backlog = queue.Depth.Visible + queue.Depth.InFlight;
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
