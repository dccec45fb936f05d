namespace Watchdog.Core.Breaker;

/// <summary>Counts trips for the limit of the policy.</summary>
public static class TripCount
{
    /// <param name="history">Transitions of all functions, in any order, reaching back an hour at least.</param>
    /// <returns>How many circuits were opened in the hour up to <paramref name="now"/>.</returns>
    public static int InLastHour(IEnumerable<CircuitTransition> history, DateTimeOffset now) =>
        history.Count(t => t.Action == CircuitAction.Trip.Word() && t.At > now.AddHours(-1) && t.At <= now);
}
