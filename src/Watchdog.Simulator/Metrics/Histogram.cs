namespace Watchdog.Simulator.Metrics;

/// <summary>
/// Samples counted by value in buckets that are 2 % wide, from which percentiles are read: a percentile is right to within 1 %, and exact
/// where all samples are equal, because it is kept within the minimum and the maximum.
/// </summary>
internal sealed class Histogram
{
    private const double Smallest = 0.001;
    private static readonly double LogWidth = Math.Log(1.02);

    private ushort[] buckets = [];
    private long[] counts = [];
    private int used;

    /// <summary>The number of buckets: values up to about 10^9 are told apart.</summary>
    public const int Size = 1400;

    /// <summary>The bucket that holds a value.</summary>
    public static int BucketOf(double value) =>
        value <= Smallest ? 0 : Math.Min(Size - 1, 1 + (int)(Math.Log(value / Smallest) / LogWidth));

    public void Add(int bucket, long samples)
    {
        var at = Array.BinarySearch(buckets, 0, used, (ushort)bucket);
        if (at >= 0)
        {
            counts[at] += samples;
            return;
        }

        if (used == buckets.Length)
        {
            var room = Math.Max(4, used * 2);
            Array.Resize(ref buckets, room);
            Array.Resize(ref counts, room);
        }

        at = ~at;
        Array.Copy(buckets, at, buckets, at + 1, used - at);
        Array.Copy(counts, at, counts, at + 1, used - at);
        buckets[at] = (ushort)bucket;
        counts[at] = samples;
        used++;
    }

    public void Merge(Histogram other)
    {
        for (var i = 0; i < other.used; i++) Add(other.buckets[i], other.counts[i]);
    }

    /// <summary>The value that <paramref name="share"/> (0 to 1) of the samples do not exceed.</summary>
    public double Percentile(double share, in StatisticSet within)
    {
        var total = 0L;
        for (var i = 0; i < used; i++) total += counts[i];
        var rank = share * total;
        var below = 0L;
        for (var i = 0; i < used; i++)
        {
            below += counts[i];
            if (below < rank) continue;
            var middle = buckets[i] == 0 ? 0 : Smallest * Math.Exp((buckets[i] - 0.5) * LogWidth);
            return Math.Clamp(middle, within.Minimum, within.Maximum);
        }

        return within.Maximum;
    }
}
