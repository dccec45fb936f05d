namespace Watchdog.Core.Signals;

/// <summary>Whole minutes: the grain of every series and every tick.</summary>
public static class Minute
{
    /// <summary>The start of the minute that contains <paramref name="time"/>, in UTC.</summary>
    public static DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    /// <summary>Whole minutes from <paramref name="start"/> to <paramref name="end"/>; both must be on a minute.</summary>
    public static int Between(DateTimeOffset start, DateTimeOffset end) => checked((int)((end - start).Ticks / TimeSpan.TicksPerMinute));
}

/// <summary>A half-open span of time on whole minutes: <see cref="Start"/> belongs to it, <see cref="End"/> does not.</summary>
public readonly record struct TimeWindow
{
    /// <exception cref="ArgumentException">A bound is not on a whole minute, or the end is before the start.</exception>
    public TimeWindow(DateTimeOffset start, DateTimeOffset end)
    {
        if (Minute.Floor(start) != start || Minute.Floor(end) != end)
            throw new ArgumentException($"The window {start:O} to {end:O} does not begin and end on whole minutes.");
        if (end < start)
            throw new ArgumentException($"The window ends at {end:O}, before its start at {start:O}.");
        Start = start.ToUniversalTime();
        End = end.ToUniversalTime();
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public int Minutes => Minute.Between(Start, End);

    /// <summary>The <paramref name="minutes"/> whole minutes that end with the start of the minute of <paramref name="now"/>.</summary>
    public static TimeWindow Last(int minutes, DateTimeOffset now) => new(Minute.Floor(now).AddMinutes(-minutes), Minute.Floor(now));
}
