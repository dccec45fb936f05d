namespace Watchdog.Core.Signals;

/// <summary>Takes minutes out of a series.</summary>
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

    /// <summary>The same points over another window: minutes that the series does not know are null.</summary>
    public static Series OnWindow(this Series series, TimeWindow window)
    {
        var shift = Minute.Between(series.Window.Start, window.Start);
        return new Series(window, [.. Enumerable.Range(shift, window.Minutes).Select(i => i >= 0 && i < series.Length ? series[i] : null)]);
    }
}
