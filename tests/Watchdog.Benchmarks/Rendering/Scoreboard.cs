using System.Globalization;
using System.Text;
using Spectre.Console;
using Watchdog.Benchmarks.Scoring;

namespace Watchdog.Benchmarks.Rendering;

/// <summary>The two tables: each watcher over everything, and each watcher for each symptom.</summary>
internal sealed class Scoreboard(IReadOnlyCollection<ScenarioScore> scores, IReadOnlyList<string> products, int files, int seeds)
{
    private static readonly string[] Totals =
        ["watcher", "detected", "named rightly", "cause right", "median delay", "worst delay", "worst after readable", "false alarms/day", "messages/trouble"];

    private IReadOnlyList<string> Watchers => [WatchdogScore.Name, .. products];

    private ReportTable All => new("All", Totals, [.. TotalRows]);

    private ReportTable BySymptom => new("By symptom", ["symptom", "troubles", .. Watchers], [.. SymptomRows]);

    public void Write(IAnsiConsole console)
    {
        console.Write(All.ForScreen());
        console.Write(BySymptom.ForScreen());
    }

    public string Markdown(IReadOnlyList<Check> checks, IEnumerable<string> remarks)
    {
        var text = new StringBuilder();
        var days = scores.Where(s => s.Watcher == WatchdogScore.Name).Sum(s => s.Duration.TotalDays);
        text.Append(Invariant($"{files} scenarios{(seeds > 1 ? $", each with {seeds} seeds" : "")}, {days:0.0} simulated days, "));
        text.Append(Invariant($"{scores.Where(s => s.Watcher == WatchdogScore.Name).Sum(s => s.Hits.Count)} troubles. Delays are minutes from the onset.\n\n"));
        All.AppendMarkdown(text);
        text.Append("\nFor each symptom: share detected, median delay (worst delay).\n\n");
        BySymptom.AppendMarkdown(text);
        text.Append('\n');
        foreach (var check in checks)
            text.Append($"- {(check.Holds ? "Holds" : "Does not hold")}: {check.Claim}.\n");
        foreach (var remark in remarks)
            text.Append($"- {remark}.\n");
        return text.ToString();
    }

    private IEnumerable<IReadOnlyList<string>> TotalRows => Watchers.Select(w => Summary.Of(w, scores)).Select(s => new[]
    {
        s.Watcher, Percent(s.Detected), Percent(s.Named), Percent(s.CauseRight), Minutes(s.MedianDelay), Minutes(s.WorstDelay), Minutes(s.WorstAfterReadable),
        Invariant($"{s.FalseAlarmsPerDay:0.0}"), Invariant($"{s.NotificationsPerTrouble:0.0}"),
    });

    private IEnumerable<IReadOnlyList<string>> SymptomRows => Check.Symptoms(scores).Select(symptom =>
        (string[])[
            symptom,
            $"{Summary.Of(WatchdogScore.Name, scores, symptom).Troubles}",
            .. Watchers.Select(w => Summary.Of(w, scores, symptom)).Select(s => s.Detected == 0 ? "-" : $"{Percent(s.Detected)}, {Minutes(s.MedianDelay)} ({Minutes(s.WorstDelay)})"),
        ]);

    private static string Percent(double? share) => share is { } s ? Invariant($"{s * 100:0.#} %") : "-";

    private static string Minutes(double? minutes) => minutes is { } m ? Invariant($"{m:0.#}") : "-";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
