using System.Collections.Immutable;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>
/// One circuit breaks a loop, however many functions it passes: a second one would hold what the first one's experiment measures by, and
/// would have to be given back by itself.
/// </summary>
public static class LoopLeaders
{
    /// <summary>The functions that some circuit is about: its own, and the others on its loop whose triggers it holds or measures.</summary>
    public static ImmutableHashSet<string> Held(IEnumerable<Circuit> circuits) =>
    [
        .. circuits.Where(c => !c.IsSettledClosed).SelectMany(c =>
            c.Recorded.Select(r => r.Function).Concat(c.Trial?.Hops.Select(h => h.Function) ?? []).Append(c.Function)),
    ];

    /// <summary>
    /// Of several functions that spike the first by name leads. One whose way round only a broad role draws comes after those whose environment
    /// names it: theirs is the likelier one.
    /// </summary>
    public static IEnumerable<T> InOrder<T>(IEnumerable<T> suspects, Func<T, LoopEvidence> evidence) =>
        suspects.OrderBy(s => !evidence(s).HasNamedLoop).ThenBy(s => evidence(s).Function, StringComparer.Ordinal);

    /// <summary>Another function on the way round that is seen to already; null when there is none.</summary>
    /// <param name="engaged">Functions in circuits that are held, or being asked for.</param>
    public static string? Of(Loop? loop, string function, IReadOnlySet<string> engaged) =>
        loop?.Hops.Select(hop => hop.Function).FirstOrDefault(other => other != function && engaged.Contains(other));
}
