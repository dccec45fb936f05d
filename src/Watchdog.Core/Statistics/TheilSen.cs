using Watchdog.Core.Signals;

namespace Watchdog.Core.Statistics;

/// <summary>
/// The Theil-Sen estimator: the median of the slopes between all pairs of points. Up to 29 % of the points may be arbitrarily wrong without
/// moving it far, which is why it is used and not least squares (P. K. Sen, JASA 63, 1968).
/// </summary>
public static class TheilSen
{
    /// <returns>The slope in units of the series per minute; null with fewer than two points.</returns>
    public static double? SlopePerMinute(Series series)
    {
        var slopes = new List<double>(series.Length * (series.Length - 1) / 2);
        for (var i = 0; i < series.Length; i++)
        {
            if (series[i] is not { } left)
                continue;
            for (var j = i + 1; j < series.Length; j++)
                if (series[j] is { } right)
                    slopes.Add((right - left) / (j - i));
        }
        return slopes.Count == 0 ? null : Robust.Median(slopes);
    }
}
