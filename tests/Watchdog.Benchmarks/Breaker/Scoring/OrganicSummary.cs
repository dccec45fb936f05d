using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Benchmarks.Breaker.Playing;

namespace Watchdog.Benchmarks.Breaker.Scoring;

/// <summary>All runs of one family of organic traffic.</summary>
/// <param name="Opened">Circuits.</param>
/// <param name="Contained">Containments.</param>
/// <param name="MostAtOneLevel">Of one function, at one level of traffic.</param>
/// <param name="MessageMinutes">Median of the runs that were contained, by which so much more waited, added up over the minutes; null where none was.</param>
/// <param name="Oldest">The most by which a message of any run was older; null likewise.</param>
internal sealed record OrganicSummary(
    OrganicFamily Family, int Runs, int Opened, int ContainedRuns, int Contained, int MostAtOneLevel, long? MessageMinutes, TimeSpan? Oldest)
{
    public static IReadOnlyList<OrganicSummary> Of(IEnumerable<OrganicRun> runs) =>
        [.. runs.GroupBy(r => r.Run.Family).OrderBy(g => g.Key).Select(g => Of(g.Key, [.. g]))];

    private static OrganicSummary Of(OrganicFamily family, OrganicRun[] runs)
    {
        var delays = runs.Select(r => r.Delay).OfType<OrganicDelay>().ToArray();
        return new OrganicSummary(
            family,
            runs.Length,
            runs.Sum(r => r.Opened.Count),
            runs.Count(r => r.Contained > 0),
            runs.Sum(r => r.Contained),
            runs.Max(r => r.MostAtOneLevel),
            delays.Length == 0 ? null : delays.Select(d => d.MessageMinutes).Order().ElementAt(delays.Length / 2),
            delays.Length == 0 ? null : delays.Max(d => d.Oldest));
    }
}
