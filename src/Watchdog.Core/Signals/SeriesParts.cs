namespace Watchdog.Core.Signals;

/// <summary>Cuts series and puts them together.</summary>
public static class SeriesParts
{
    /// <summary>
    /// The series without the minutes from <paramref name="start"/> up to, and not including, the one of <paramref name="end"/>: what was before moves
    /// up to what comes after, which keeps its time. The result is as much shorter.
    /// </summary>
    public static Series Without(this Series series, DateTimeOffset start, DateTimeOffset end)
    {
        var from = Math.Clamp(Minute.Between(series.Window.Start, Minute.Floor(start)), 0, series.Length);
        var to = Math.Clamp(Minute.Between(series.Window.Start, Minute.Floor(end)), from, series.Length);
        var kept = Enumerable.Range(0, series.Length).Where(i => i < from || i >= to).Select(i => series[i]);
        return new Series(new TimeWindow(series.Window.Start.AddMinutes(to - from), series.Window.End), [.. kept]);
    }

    /// <summary>Minute by minute the sum of series over one window; a minute in which none has a point has none.</summary>
    /// <param name="series">One at least.</param>
    public static Series Sum(IReadOnlyList<Series> series) => series.Count == 1
        ? series[0]
        : new Series(series[0].Window, [.. Enumerable.Range(0, series[0].Length).Select(i => series.Any(s => s[i] is not null) ? series.Sum(s => s[i] ?? 0) : (double?)null)]);

    /// <summary>Minute by minute the higher of the point and what another series says; a minute of which neither says anything has none.</summary>
    public static Series AtLeast(this Series series, Series bounds) =>
        new(series.Window, [.. series.Points.Zip(bounds.OnWindow(series.Window).Points, (point, bound) => point is null || bound > point ? bound ?? point : point)]);

    /// <summary>The same points over another window: minutes that the series does not know are null.</summary>
    public static Series OnWindow(this Series series, TimeWindow window)
    {
        var shift = Minute.Between(series.Window.Start, window.Start);
        return new Series(window, [.. Enumerable.Range(shift, window.Minutes).Select(i => i >= 0 && i < series.Length ? series[i] : null)]);
    }
}
