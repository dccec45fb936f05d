namespace Watchdog.Core.Costs;

/// <summary>How often a watcher looks for trouble that nothing points to.</summary>
public enum SweepPace
{
    /// <summary>Whenever its own rules say so.</summary>
    Unbounded,

    /// <summary>And only in every fifth minute.</summary>
    EveryFiveMinutes,

    /// <summary>And only in every fifteenth minute.</summary>
    EveryFifteenMinutes,

    /// <summary>Not until the month has caught up with what was spent.</summary>
    Held,
}

/// <summary>Decides the pace from what was spent.</summary>
public static class SweepPaces
{
    /// <summary>A watcher may be so many days ahead of an even spending, each with a slower pace than the one before.</summary>
    private const int DaysAhead = 3;

    /// <summary>
    /// A share of the budget is spent evenly over the month, but for some days that it may be ahead: a day of trouble costs more than one
    /// without. These days are part of the share and not on top of it, so that nobody who keeps to the pace exceeds the share at the month's end, and
    /// nobody has to stop for its last days.
    /// </summary>
    /// <param name="spent">Since the month began, USD.</param>
    /// <param name="share">The watcher's part of the budget, USD.</param>
    public static SweepPace Of(decimal spent, decimal share, DateTimeOffset now)
    {
        var utc = now.UtcDateTime;
        var days = DateTime.DaysInMonth(utc.Year, utc.Month);
        var over = (decimal)(utc - new DateTime(utc.Year, utc.Month, 1, 0, 0, 0, DateTimeKind.Utc)).TotalDays;
        for (var ahead = 1; ahead <= DaysAhead; ahead++)
            if (spent <= share * (over + ahead) / (days + DaysAhead))
                return (SweepPace)(ahead - 1);
        return SweepPace.Held;
    }

    /// <summary>Whether a minute's tick may sweep.</summary>
    public static bool Allows(this SweepPace pace, DateTimeOffset now) => pace switch
    {
        SweepPace.Unbounded => true,
        SweepPace.EveryFiveMinutes => now.Minute % 5 == 0,
        SweepPace.EveryFifteenMinutes => now.Minute % 15 == 0,
        _ => false,
    };

    public static string Say(this SweepPace pace) => pace switch
    {
        SweepPace.Unbounded => "as often as ever",
        SweepPace.EveryFiveMinutes => "every 5 minutes",
        SweepPace.EveryFifteenMinutes => "every 15 minutes",
        _ => "when the month has caught up with the spending",
    };
}
