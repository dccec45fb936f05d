using System.Globalization;
using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Playing;
using Watchdog.Benchmarks.Scoring;

namespace Watchdog.Benchmarks.Breaker.Scoring;

/// <summary>What the benchmark of the breaker has to show.</summary>
internal static class BreakerChecks
{
    /// <summary>That few runs without an open circuit would prove little.</summary>
    private const int LeastOrganicRuns = 200;

    /// <summary>Those of which something was played: where nothing was, nothing is shown.</summary>
    public static IReadOnlyList<Check> Of(BreakerResults results) =>
    [
        .. results.Loops.Count > 0 ? OfLoops(results.Loops) : [],
        .. results.Organic.Count > 0 ? OfOrganic(results) : [],
        .. results.Injected.Count > 0 ? OfInjected(results.Injected) : [],
    ];

    private static Check[] OfLoops(IReadOnlyList<LoopRun> runs) =>
    [
        InTime("every loop is contained or open within 3 minutes, through streams and push triggers within 4", runs, r => r.Reaction.Contained, limit => limit.Contained),
        InTime("every loop is open within 6 minutes, through streams and push triggers within 9", runs, r => r.Reaction.Opened, limit => limit.Open),
        Check("no circuit is opened before its loop begins, nor of a function off the loop", False(runs.Select(r => (r.Loop.Name, r.Reaction)))),
    ];

    private static Check[] OfOrganic(BreakerResults results) =>
    [
        Check($"no circuit is opened in {results.Organic.Count} runs of organic traffic{(results.IsWhole ? $" (at least {LeastOrganicRuns})" : "")}",
        [
            .. results.Organic.Where(r => r.Opened.Count > 0).Select(r => $"{r.Run.Name}: {string.Join(", ", r.Opened)} ({r.Course})"),
            .. results.IsWhole && results.Organic.Count < LeastOrganicRuns ? [$"only {results.Organic.Count} runs"] : (string[])[],
        ]),
        Check("organic traffic is contained at most once per function and level of traffic",
            results.Organic.Where(r => r.MostAtOneLevel > 1).Select(r => $"{r.Run.Name}: {r.MostAtOneLevel} times at one level ({r.Course})")),
    ];

    private static Check[] OfInjected(IReadOnlyList<InjectedRun> runs) =>
    [
        Check("a loop that begins amid organic traffic is open in time",
            runs.Where(r => !(r.Reaction.Opened <= r.Run.Limit.Open)).Select(r => $"{r.Run.Name}: {Text(r.Reaction.Opened)}, limit {Text(r.Run.Limit.Open)} ({r.Reaction.Course})")),
        Check("amid organic traffic no circuit is opened before the loop begins, nor of a function off the loop", False(runs.Select(r => (r.Run.Name, r.Reaction)))),
    ];

    private static IEnumerable<string> False(IEnumerable<(string Name, Reaction Reaction)> runs) =>
        runs.Where(r => r.Reaction.False.Count > 0).Select(r => $"{r.Name}: {string.Join(", ", r.Reaction.False)}");

    private static Check InTime(string claim, IEnumerable<LoopRun> runs, Func<LoopRun, TimeSpan?> time, Func<TimeLimit, TimeSpan> limit) => Check(claim,
        runs.Where(r => !(time(r) <= limit(r.Loop.Family.Limit()))).Select(r => $"{r.Loop.Name}: {Text(time(r))}, limit {Text(limit(r.Loop.Family.Limit()))} ({r.Reaction.Course})"));

    private static Check Check(string claim, IEnumerable<string> details)
    {
        var all = details.ToArray();
        return new Check(claim, all.Length == 0, all);
    }

    private static string Text(TimeSpan? time) => time is { } t ? string.Create(CultureInfo.InvariantCulture, $"{t.TotalMinutes:0.#} min") : "never";
}
