using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>The invocations that started in one minute and ended in the same or one later minute.</summary>
internal sealed class InvocationCounts
{
    // Counted by the table's values while the minute lasts; statistics and histogram are made of that once a minute.
    private readonly int[] byBin = new int[DurationTable.MaximumCount];
    private DurationTable? table;
    private StatisticSet duration;

    public long Invocations { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Milliseconds.</summary>
    public StatisticSet Duration
    {
        get
        {
            Fold();
            return duration;
        }
    }

    public Histogram Durations
    {
        get
        {
            Fold();
            return histogram;
        }
    }

    private Histogram histogram = new();

    public void Add(long invocations, long failed, DurationTable durations, int bin)
    {
        if (!ReferenceEquals(table, durations)) Fold();
        table = durations;
        byBin[bin] += (int)invocations;
        Invocations += invocations;
        Failed += failed;
    }

    public void Add(InvocationCounts other)
    {
        Invocations += other.Invocations;
        Failed += other.Failed;
        duration.Merge(other.Duration);
        histogram.Merge(other.Durations);
    }

    /// <summary>Begins anew; the histogram that was filled belongs to whoever took it.</summary>
    public void Clear()
    {
        Fold();
        (Invocations, Failed, duration, histogram) = (0, 0, default, new Histogram());
    }

    private void Fold()
    {
        if (table is null) return;
        for (var bin = 0; bin < table.Count; bin++)
        {
            if (byBin[bin] == 0) continue;
            duration.Add(table[bin].Milliseconds, byBin[bin]);
            histogram.Add(table.BucketOf(bin), byBin[bin]);
            byBin[bin] = 0;
        }

        table = null;
    }
}
