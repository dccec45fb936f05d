namespace Watchdog.Core.Breaker;

/// <summary>What others have changed of what the breaker holds, and which of it is worth a message.</summary>
public static class Interferences
{
    /// <summary>The same change again within so long is the same quarrel: somebody's deployment that runs every minute, say.</summary>
    private static readonly TimeSpan SameQuarrel = TimeSpan.FromHours(1);

    /// <param name="history">Transitions of one function, in any order.</param>
    /// <param name="since">Only what came since the circuit entered its state.</param>
    /// <returns>Null when nobody has changed anything.</returns>
    public static CircuitTransition? NewestTold(IEnumerable<CircuitTransition> history, DateTimeOffset since)
    {
        CircuitTransition? told = null;
        foreach (var hold in history.Where(t => t.Action == CircuitAction.Hold.Word() && t.At >= since).OrderBy(t => (t.At, t.CircuitVersion)))
            if (told is null || hold.At - told.At >= SameQuarrel || !hold.Evidence.SequenceEqual(told.Evidence))
                told = hold;
        return told;
    }
}
