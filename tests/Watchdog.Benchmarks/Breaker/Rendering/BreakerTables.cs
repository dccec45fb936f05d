using System.Globalization;
using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Benchmarks.Breaker.Playing;
using Watchdog.Benchmarks.Breaker.Scoring;
using Watchdog.Benchmarks.Rendering;

namespace Watchdog.Benchmarks.Breaker.Rendering;

/// <summary>The tables of the benchmark of the breaker.</summary>
internal static class BreakerTables
{
    public static ReportTable Families(BreakerResults results) => new(
        "Loops",
        ["loops through", "runs", "contained in time", "worst (limit)", "open in time", "worst (limit)", "invocations", "with no breaker", "with AWS's detection"],
        [.. LoopSummary.Of(results.Loops).Select(s => (string[])[
            s.Family.Word(), $"{s.Loops}",
            $"{s.Contained}", $"{Minutes(s.WorstContained)} ({Minutes(s.Family.Limit().Contained)})",
            $"{s.Opened}", $"{Minutes(s.WorstOpened)} ({Minutes(s.Family.Limit().Open)})",
            Count(s.Spent), Count(s.Unprotected), s.WithAws is { } aws ? Count(aws) : "not seen"])]);

    public static ReportTable Organic(BreakerResults results) => new(
        "Organic traffic",
        ["traffic", "runs", "opened", "runs contained", "containments", "most at one level", "median extra backlog, message-minutes", "oldest message later by at most"],
        [.. OrganicSummary.Of(results.Organic).Select(s => (string[])[
            s.Family.Word(), $"{s.Runs}", $"{s.Opened}", $"{s.ContainedRuns}", $"{s.Contained}", $"{s.MostAtOneLevel}",
            s.MessageMinutes is { } more ? Count(more) : "-", s.Oldest is { } oldest ? Invariant($"{oldest.TotalSeconds:0} s") : "-"])]);

    public static ReportTable Injected(BreakerResults results) => new(
        "Loops that begin amid organic traffic",
        ["traffic", "runs", "open in time", "worst, queues (limit)", "worst, streams and topics (limit)"],
        [.. results.Injected.GroupBy(r => r.Run.Family).OrderBy(g => g.Key).Select(g => (string[])[
            g.Key.Word(), $"{g.Count()}", $"{g.Count(r => r.Reaction.Opened <= r.Run.Limit.Open)}",
            Worst(g.Where(r => r.Run.Source == OrganicSource.Queue)), Worst(g.Where(r => r.Run.Source != OrganicSource.Queue))])]);

    public static ReportTable EveryLoop(BreakerResults results) => new(
        "Every loop",
        ["loops through", "account", "turn", "gain", "contained", "open", "invocations", "with no breaker", "with AWS's detection"],
        [.. results.Loops.Select(r => (string[])[
            r.Loop.Family.Word() + (r.Loop.IsNamed ? "" : ", role only"), r.Loop.Busy ? "busy" : "idle", r.Loop.TurnText, ScenarioText.Number(r.Loop.Gain),
            Minutes(r.Reaction.Contained), Minutes(r.Reaction.Opened), Count(r.Spent), Count(r.Unprotected), r.WithAws is { } aws ? Count(aws) : "not seen"])]);

    private static string Worst(IEnumerable<InjectedRun> runs) => runs.ToArray() is [var first, ..] all
        ? $"{Minutes(LoopSummary.Worst(all.Select(r => r.Reaction.Opened)))} ({Minutes(first.Run.Limit.Open)})"
        : "-";

    private static string Minutes(TimeSpan? time) => time is { } t ? Invariant($"{t.TotalMinutes:0.#}") : "never";

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
