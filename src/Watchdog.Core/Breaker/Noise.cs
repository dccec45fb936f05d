using Watchdog.Core.Statistics;

namespace Watchdog.Core.Breaker;

/// <summary>Tells a count that is more from one that varies.</summary>
internal static class Noise
{
    /// <summary>Deviations over what is usual that chance does not bring about.</summary>
    private const double Sure = 6;

    /// <summary>Deviations that are enough where something else speaks for it too.</summary>
    public const double Likely = 2;

    /// <param name="before">What is known of the minutes before; counts vary by their square root at least.</param>
    public static bool IsBeyond(double count, IEnumerable<double> before, double deviations = Sure)
    {
        var usual = before.ToList();
        if (usual.Count == 0)
            return false;
        var median = Robust.Median(usual);
        return count - median > deviations * Math.Max(1, Math.Max(Robust.Deviation(usual, median), Math.Sqrt(median)));
    }
}
