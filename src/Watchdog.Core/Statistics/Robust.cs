using System.Runtime.InteropServices;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Statistics;

/// <summary>Location and scale that a few outliers do not move.</summary>
public static class Robust
{
    /// <summary>Makes the median absolute deviation an estimate of the standard deviation of normal data: 1 / (0.75 quantile of N(0, 1)).</summary>
    private const double NormalConsistency = 1.4826;

    /// <summary>The middle value, or the mean of the two middle ones. Reorders the list.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static double Median(List<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("The median of no values is undefined.", nameof(values));
        var span = CollectionsMarshal.AsSpan(values);
        span.Sort();
        var middle = span.Length / 2;
        return span.Length % 2 == 1 ? span[middle] : (span[middle - 1] + span[middle]) / 2;
    }

    /// <summary>What is usual for a series.</summary>
    /// <param name="minimumPoints">With fewer points there is no baseline.</param>
    public static Baseline? BaselineOf(Series series, int minimumPoints)
    {
        var values = series.Known.ToList();
        if (values.Count < minimumPoints || values.Count == 0)
            return null;
        var max = values.Max();
        var median = Median(values);
        return new Baseline(median, Deviation(values, median), max, values.Count);
    }

    /// <summary>The median absolute deviation, scaled to estimate a standard deviation.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static double Deviation(List<double> values, double median) => NormalConsistency * Median(values.ConvertAll(v => Math.Abs(v - median)));
}

/// <param name="Median">In units of the series.</param>
/// <param name="Deviation">The median absolute deviation, scaled to estimate a standard deviation.</param>
/// <param name="Max">The largest value seen.</param>
public sealed record Baseline(double Median, double Deviation, double Max, int Points);
