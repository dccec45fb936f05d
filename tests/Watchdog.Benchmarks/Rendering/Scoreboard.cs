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

    private IReadOnlyList<string> BySymptomHeader => ["symptom", "troubles", .. Watchers];

    public void Write(IAnsiConsole console)
    {
        console.Write(TableOf(Totals, TotalRows));
        console.Write(TableOf(BySymptomHeader, SymptomRows));
    }

    public string Markdown(IReadOnlyList<Check> checks, IEnumerable<string> remarks)
    {
        var text = new StringBuilder();
        var days = scores.Where(s => s.Watcher == WatchdogScore.Name).Sum(s => s.Duration.TotalDays);
        text.Append(Invariant($"{files} scenarios{(seeds > 1 ? $", each with {seeds} seeds" : "")}, {days:0.0} simulated days, "));
        text.Append(Invariant($"{scores.Where(s => s.Watcher == WatchdogScore.Name).Sum(s => s.Hits.Count)} troubles. Delays are minutes from the onset.\n\n"));
        Append(text, Totals, TotalRows);
        text.Append("\nFor each symptom: share detected, median delay (worst delay).\n\n");
        Append(text, BySymptomHeader, SymptomRows);
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

    private static Table TableOf(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Ascii);
        foreach (var name in header)
            table.AddColumn(new TableColumn(name.EscapeMarkup()));
        foreach (var row in rows)
            table.AddRow([.. row.Select(c => c.EscapeMarkup())]);
        return table;
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        text.Append($"| {string.Join(" | ", header)} |\n|{string.Concat(header.Select(_ => "---|"))}\n");
        foreach (var row in rows)
            text.Append($"| {string.Join(" | ", row)} |\n");
    }

    private static string Percent(double? share) => share is { } s ? Invariant($"{s * 100:0.#} %") : "-";

    private static string Minutes(double? minutes) => minutes is { } m ? Invariant($"{m:0.#}") : "-";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
