using Spectre.Console;
using Watchdog.Cli.Expectations;
using Watchdog.Cli.Playing;

namespace Watchdog.Cli.Rendering;

/// <summary>What a scenario came to: what fired when, what the breaker did, what was sent, what it cost, and which expectations were met.</summary>
internal static class Summary
{
    public static void Write(IAnsiConsole console, Playthrough played)
    {
        var report = played.Report;
        WriteTable(console, "Incidents", "none", ["fired", "resolved", "symptom", "resource", "severity", "cause", "told"],
            report.Incidents.Select(i => new[] { $"{i.FiredAt}", $"{i.ResolvedAt}", i.Symptom, i.Resource, i.Severity, i.Cause ?? "unknown", i.EffectOf is { } cause ? $"as an effect of {cause}" : "on its own" }));
        WriteTable(console, "Acts of the breaker", "none", ["at", "action", "function", "by", "reason"],
            report.Actions.Select(a => new[] { $"{a.At}", a.Action, a.Function, a.By, a.Reason }));
        WriteTable(console, "Circuits", "none touched", ["function", "state"], report.Circuits.Select(c => new[] { c.Function, c.State }));
        WriteTable(console, "E-mails", "none", ["at", "incidents", "subject"],
            report.Notifications.Select(n => new[] { $"{n.At}", $"{n.Incidents}", n.Subject }));
        console.Line($"API calls of Watchdog itself: {report.Usage.Calls.Values.Sum(c => c.Calls)} in {report.Minutes} minutes, "
            + $"{report.Usage.UsdPerMonth:0.00} USD a month at list prices");
        if (report.InvocationsDuringLoop > 0)
            console.Line($"Invocations of the looping function while it looped: {report.InvocationsDuringLoop}");
        console.WriteLine();
        WriteVerdicts(console, played);
    }

    public static void WriteVerdicts(IAnsiConsole console, Playthrough played)
    {
        console.Line("Expectations", "bold");
        foreach (var verdict in played.Verdicts)
            console.Line($"  {(verdict.Met ? "met  " : "UNMET")}  {ExpectationText.Of(verdict.Expectation)}: {verdict.Because}", verdict.Met ? "green" : "bold red");
        if (played.Verdicts.Count == 0)
            console.Line("  the scenario expects nothing");
    }

    /// <summary>Times are minutes from the start.</summary>
    public static void WriteTable(IAnsiConsole console, string title, string empty, string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        console.Line(all.Count == 0 ? $"{title}: {empty}" : title, "bold");
        if (all.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple);
            foreach (var column in columns)
                table.AddColumn(new TableColumn(column.EscapeMarkup()));
            foreach (var row in all)
                table.AddRow([.. row.Select(cell => new Text(cell))]);
            console.Write(table);
        }
        console.WriteLine();
    }
}
