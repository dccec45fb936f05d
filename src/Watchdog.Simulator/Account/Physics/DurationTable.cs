using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// How long invocations last, as equally likely values: one when the duration is constant, else the 256 middle quantiles of the log-normal
/// distribution through p50 and p99. What would outlast the timeout lasts exactly the timeout.
/// </summary>
internal sealed class DurationTable
{
    private const int LogNormalBins = 256;

    /// <summary>The 99th percentile of the standard normal distribution.</summary>
    private const double Normal99 = 2.3263478740408408;

    private static readonly double[] NormalQuantiles = MiddleQuantilesOfNormal(LogNormalBins);

    public DurationTable(FunctionDuration duration, TimeSpan timeout)
    {
        var limit = timeout.TotalSeconds;
        var sigma = duration.P99 is { } p99 ? Math.Log(p99 / duration.P50) / Normal99 : 0;
        var values = sigma > 0 ? NormalQuantiles.Select(z => duration.P50.TotalSeconds * Math.Exp(sigma * z)) : [duration.P50.TotalSeconds];
        bins = [.. values.Select(seconds => Bin.Of(Math.Min(seconds, limit), seconds >= limit))];
        MeanSeconds = bins.Average(b => b.Seconds);
        MeanSlotSeconds = bins.Average(b => b.SlotSeconds);
        LongestSeconds = (int)Math.Ceiling(bins.Max(b => b.Seconds)) + 1;
    }

    private readonly Bin[] bins;

    /// <summary>A power of two.</summary>
    public int Count => bins.Length;

    public ref readonly Bin this[int bin] => ref bins[bin];

    public double MeanSeconds { get; }

    /// <summary>The mean of what an invocation takes of a slot in the second in which it starts: its duration, at most one second.</summary>
    public double MeanSlotSeconds { get; }

    public int LongestSeconds { get; }

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

    /// <param name="Whole">Whole seconds; an invocation of 1.5 s keeps its slot for one step or two, each half of the time.</param>
    /// <param name="Bucket">Where its milliseconds go in a <see cref="Histogram"/>.</param>
    internal readonly record struct Bin(double Seconds, int Whole, double Fraction, double SlotSeconds, bool TimesOut, double Milliseconds, int Bucket)
    {
        public static Bin Of(double seconds, bool timesOut) =>
            new(seconds, (int)seconds, seconds < 1 ? 0 : seconds - Math.Floor(seconds), Math.Min(seconds, 1), timesOut, seconds * 1000, Histogram.BucketOf(seconds * 1000));
    }
}
