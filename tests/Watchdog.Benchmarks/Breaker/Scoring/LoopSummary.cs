using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Playing;

namespace Watchdog.Benchmarks.Breaker.Scoring;

/// <summary>All loops of one family. Times count from the onset; null: one was never contained, or opened.</summary>
/// <param name="Contained">How many were contained (or open) in time; so with <paramref name="Opened"/>.</param>
/// <param name="Spent">Median invocations; so are the next two.</param>
/// <param name="WithAws">Null where AWS does not look.</param>
internal sealed record LoopSummary(
    LoopFamily Family, int Loops, int Contained, TimeSpan? WorstContained, int Opened, TimeSpan? WorstOpened, long Spent, long Unprotected, long? WithAws)
{
    public static IReadOnlyList<LoopSummary> Of(IEnumerable<LoopRun> runs) => [.. runs.GroupBy(r => r.Loop.Family).OrderBy(g => g.Key).Select(g => Of(g.Key, [.. g]))];

    private static LoopSummary Of(LoopFamily family, LoopRun[] runs) => new(
        family,
        runs.Length,
        runs.Count(r => r.Reaction.Contained <= family.Limit().Contained),
        Worst(runs.Select(r => r.Reaction.Contained)),
        runs.Count(r => r.Reaction.Opened <= family.Limit().Open),
        Worst(runs.Select(r => r.Reaction.Opened)),
        Median(runs.Select(r => r.Spent)),
        Median(runs.Select(r => r.Unprotected)),
        family.IsSeenByAws() ? Median(runs.Select(r => r.WithAws ?? 0)) : null);

    /// <returns>Null when there is none, or when one is null: that one is the worst.</returns>
    public static TimeSpan? Worst(IEnumerable<TimeSpan?> times)
    {
        TimeSpan? worst = null;
        foreach (var time in times)
        {
            if (time is null)
                return null;
            worst = worst > time ? worst : time;
        }
        return worst;
    }

    /// <summary>Of an even number the higher of the two in the middle.</summary>
    private static long Median(IEnumerable<long> values)
    {
        var ordered = values.Order().ToArray();
        return ordered.Length == 0 ? 0 : ordered[ordered.Length / 2];
    }
}
