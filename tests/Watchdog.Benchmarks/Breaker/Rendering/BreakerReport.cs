using System.Text;
using Spectre.Console;
using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Scoring;
using Watchdog.Benchmarks.Rendering;
using Watchdog.Benchmarks.Scoring;
using Watchdog.Cli.Rendering;

namespace Watchdog.Benchmarks.Breaker.Rendering;

/// <summary>The tables and the checks, on the screen and in a document.</summary>
internal static class BreakerReport
{
    public static void Write(IAnsiConsole console, BreakerResults results, IReadOnlyList<Check> checks)
    {
        foreach (var table in Tables(results))
        {
            console.Line(table.Title);
            console.Write(table.ForScreen());
        }
        foreach (var check in checks)
        {
            console.Line($"{(check.Holds ? "PASS" : "FAIL")}  {check.Claim}", check.Holds ? "green" : "red");
            foreach (var detail in check.Details)
                console.Line($"        {detail}");
        }
    }

    public static string Markdown(BreakerResults results, IReadOnlyList<Check> checks)
    {
        var text = new StringBuilder();
        text.Append($"Mode {results.Mode}; {results.Loops.Count} loops, {results.Organic.Count} runs of organic traffic, {results.Injected.Count} of organic traffic with a loop in it. ");
        text.Append($"Times are minutes from the loop's onset; invocations are medians of those from the onset on, for {Loop.Watched.TotalMinutes:0} minutes.\n");
        foreach (var table in Tables(results))
        {
            text.Append($"\n**{table.Title}**\n\n");
            table.AppendMarkdown(text);
        }
        text.Append('\n');
        foreach (var check in checks)
            text.Append($"- {(check.Holds ? "Holds" : $"Does not hold ({check.Details.Count})")}: {check.Claim}.\n");
        text.Append("\n<details><summary>Every loop</summary>\n\n");
        BreakerTables.EveryLoop(results).AppendMarkdown(text);
        text.Append("\n</details>\n");
        return text.ToString();
    }

    private static IEnumerable<ReportTable> Tables(BreakerResults results) =>
        new[] { BreakerTables.Families(results), BreakerTables.Organic(results), BreakerTables.Injected(results) }.Where(t => t.Rows.Count > 0);
}
