using System.Collections.Immutable;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker;

/// <summary>The busiest minute of each hour.</summary>
public static class HourlyMaxima
{
    /// <param name="without">Minutes that say nothing of what is usual.</param>
    /// <returns>One for each hour that has a point, oldest first.</returns>
    public static ImmutableArray<double> Of(Series series, IReadOnlyCollection<HeldSpan> without) =>
    [
        .. Enumerable.Range(0, series.Length)
            .Where(i => series[i] is not null)
            .Select(i => (Time: series.TimeAt(i), Value: series[i]!.Value))
            .Where(point => !without.Any(span => point.Time >= Minute.Floor(span.From) && point.Time < span.To))
            .GroupBy(point => point.Time.UtcTicks / TimeSpan.TicksPerHour)
            .Select(hour => hour.Max(point => point.Value)),
    ];
}
