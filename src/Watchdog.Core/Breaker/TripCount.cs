namespace Watchdog.Core.Breaker;

/// <summary>Counts circuits for the limit of the policy.</summary>
public static class TripCount
{
    /// <summary>
    /// Trips, and containments that are not over: one that was given back has changed nothing, and must not use up what the next loop needs.
    /// </summary>
    /// <param name="history">Transitions of all functions, in any order, reaching back an hour at least.</param>
    /// <returns>How many circuits were opened in the hour up to <paramref name="now"/>, and how many more are being tried since.</returns>
    public static int InLastHour(IEnumerable<CircuitTransition> history, DateTimeOffset now)
    {
        var hour = history.Where(t => t.At > now.AddHours(-1) && t.At <= now && t.Action != CircuitAction.Hold.Word()).ToArray();
        var contained = hour
            .GroupBy(t => t.Function)
            .Count(one => one.MaxBy(t => (t.At, t.CircuitVersion))!.Action == CircuitAction.Contain.Word());
        return hour.Count(t => t.Action == CircuitAction.Trip.Word()) + contained;
    }
}
