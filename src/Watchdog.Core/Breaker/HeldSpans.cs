using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>Minutes that say nothing of what is usual for a function: a loop ran in them, or the breaker held it.</summary>
public static class HeldSpans
{
    /// <summary>A loop that was opened began at most so long before.</summary>
    private static readonly TimeSpan Onset = TimeSpan.FromMinutes(10);

    /// <param name="history">Transitions of one function, in any order.</param>
    /// <returns>
    /// Oldest first: from when the circuit left closed, or from ten minutes before where it was opened, until it was closed again; one that is not
    /// closed lasts until <paramref name="now"/>.
    /// </returns>
    public static ImmutableArray<HeldSpan> Of(IEnumerable<CircuitTransition> history, DateTimeOffset now)
    {
        var spans = ImmutableArray.CreateBuilder<HeldSpan>();
        HeldSpan? current = null;
        foreach (var transition in history.OrderBy(t => (t.At, t.CircuitVersion)))
        {
            current ??= transition.To == CircuitState.Closed ? null : new HeldSpan(transition.At, now);
            if (current is null)
                continue;
            if (transition.To == CircuitState.Open && !current.WasOpen)
                current = new HeldSpan(Earlier(current.From, transition.At - Onset), now) { WasOpen = true };
            if (transition.To == CircuitState.Closed)
            {
                spans.Add(current with { To = transition.At });
                current = null;
            }
        }
        return current is null ? spans.ToImmutable() : [.. spans, current];
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <param name="To">Not part of it.</param>
public sealed record HeldSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether the circuit was open in it.</summary>
    public bool WasOpen { get; init; }
}
