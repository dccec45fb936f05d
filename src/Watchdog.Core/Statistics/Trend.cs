using Watchdog.Core.Signals;

namespace Watchdog.Core.Statistics;

/// <summary>How a series moves.</summary>
/// <param name="SlopePerMinute">By Theil-Sen, in units of the series per minute.</param>
/// <param name="RisingPValue">By Mann-Kendall: small means that the rise is no accident.</param>
public sealed record Trend(double SlopePerMinute, double RisingPValue, int Points)
{
    /// <returns>Null when there are fewer than <paramref name="minimumPoints"/> points.</returns>
    public static Trend? Of(Series series, int minimumPoints) =>
        series.Count >= Math.Max(2, minimumPoints) && TheilSen.SlopePerMinute(series) is { } slope
            ? new Trend(slope, MannKendall.RisingPValue(series), series.Count)
            : null;
}
