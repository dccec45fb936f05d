using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// How long invocations last, as equally likely values: one when the duration is constant, else the 256 middle quantiles of the log-normal
/// distribution through p50 and p99. What would outlast the timeout lasts exactly the timeout.
/// </summary>
internal sealed class DurationTable
{
    /// <summary>A table has at most this many values.</summary>
    public const int MaximumCount = 256;

    /// <summary>The 99th percentile of the standard normal distribution.</summary>
    private const double Normal99 = 2.3263478740408408;

    private static readonly double[] NormalQuantiles = MiddleQuantilesOfNormal(MaximumCount);

    // Ascending. Kept small: a draw reads one of them at random, for hundreds of functions in turn.
    private readonly double[] seconds;
    private readonly int[] buckets;
    private readonly int firstTimeout;

    /// <param name="waits">What every invocation takes longer, waiting for what it calls.</param>
    public DurationTable(FunctionDuration duration, TimeSpan timeout, TimeSpan waits = default)
    {
        var limit = timeout.TotalSeconds;
        var sigma = duration.P99 is { } p99 ? Math.Log(p99 / duration.P50) / Normal99 : 0;
        double[] values = sigma > 0 ? [.. NormalQuantiles.Select(z => duration.P50.TotalSeconds * Math.Exp(sigma * z))] : [duration.P50.TotalSeconds];
        values = [.. values.Select(s => s + waits.TotalSeconds)];
        seconds = [.. values.Select(s => Math.Min(s, limit))];
        buckets = [.. seconds.Select(s => Histogram.BucketOf(s * 1000))];
        firstTimeout = values.TakeWhile(s => s < limit).Count();
        MeanSeconds = seconds.Average();
        MeanSlotSeconds = seconds.Average(s => Math.Min(s, 1));
    }

    /// <summary>A power of two.</summary>
    public int Count => seconds.Length;

    public Bin this[int bin] => new(bin, seconds[bin], bin >= firstTimeout);

    public double MeanSeconds { get; }

    /// <summary>The mean of what an invocation takes of a slot in the second in which it starts: its duration, at most one second.</summary>
    public double MeanSlotSeconds { get; }

    /// <summary>Inverts the distribution function, which is summed up from the density in steps of 0.0005.</summary>
    private static double[] MiddleQuantilesOfNormal(int count)
    {
        const double Width = 0.0005;
        var quantiles = new double[count];
        var (sum, at) = (0.0, 0);
        for (var x = -6.0; x < 6 && at < count; x += Width)
        {
            sum += Width * Math.Exp(-0.5 * (x + Width / 2) * (x + Width / 2)) / Math.Sqrt(2 * Math.PI);
            while (at < count && sum >= (at + 0.5) / count) quantiles[at++] = x + Width / 2;
        }

        return quantiles;
    }

    /// <summary>Where a value's milliseconds go in a <see cref="Histogram"/>.</summary>
    public int BucketOf(int bin) => buckets[bin];

    /// <summary>One of the values.</summary>
    internal readonly record struct Bin(int Index, double Seconds, bool TimesOut)
    {
        /// <summary>Whole seconds; an invocation of 1.5 s keeps its slot for one step or two, each half of the time.</summary>
        public int Whole => (int)Seconds;

        public double Fraction => Seconds < 1 ? 0 : Seconds - Whole;

        /// <summary>What it takes of a slot in the second in which it starts.</summary>
        public double SlotSeconds => Math.Min(Seconds, 1);

        public double Milliseconds => Seconds * 1000;
    }
}
