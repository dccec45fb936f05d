using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>The invocations that started in one minute and ended in the same or one later minute.</summary>
internal sealed class InvocationCounts
{
    public long Invocations { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Milliseconds.</summary>
    public StatisticSet Duration { get; private set; }

    public Histogram Durations { get; private set; } = new();

    public void Add(long invocations, long failed, in DurationTable.Bin bin)
    {
        Invocations += invocations;
        Failed += failed;
        var duration = Duration;
        duration.Add(bin.Milliseconds, invocations);
        Duration = duration;
        Durations.Add(bin.Bucket, invocations);
    }

    public void Add(InvocationCounts other)
    {
        Invocations += other.Invocations;
        Failed += other.Failed;
        var duration = Duration;
        duration.Merge(other.Duration);
        Duration = duration;
        Durations.Merge(other.Durations);
    }

    /// <summary>Begins anew; the histogram that was filled belongs to whoever took it.</summary>
    public void Clear()
    {
        (Invocations, Failed, Duration) = (0, 0, default);
        Durations = new Histogram();
    }
}
