using System.Text;
using Spectre.Console;
using Watchdog.Benchmarks.Rendering;
using Watchdog.Cli.Rendering;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>The table and the check, on the screen and in a document.</summary>
internal static class ColdStartReport
{
    private static readonly string[] Header = ["", "first poll, ms", "ratio", "first answer, ms", "ratio", "peak memory, MB", "ratio"];

    public static void Write(IAnsiConsole console, ColdStartResults results)
    {
        console.Line(Summary(results));
        console.Write(TableOf(results).ForScreen());
        console.Line($"{(results.Check.Holds ? "PASS" : "FAIL")}  {results.Check.Claim}", results.Check.Holds ? "green" : "red");
        foreach (var detail in results.Check.Details)
            console.Line($"        {detail}");
    }

    public static string Markdown(ColdStartResults results)
    {
        var text = new StringBuilder($"{Summary(results)} Median (worst); ratios are of the medians, to the native bootstrap.\n\n");
        TableOf(results).AppendMarkdown(text);
        return text.Append($"\n- {(results.Check.Holds ? "Holds" : "Does not hold")}: {results.Check.Claim}.\n").ToString();
    }

    private static string Summary(ColdStartResults results) => Invariant(
        $"{results.Repetitions} starts each, in turn, on {(results.Cores is { } cores ? $"{cores:0.###} of a core" : $"{Environment.ProcessorCount} cores")}; each answers one event with the same {results.Calls} AWS calls. The bootstrap has {results.NativeBytes / 1e6:0.0} MB.");

    private static ReportTable TableOf(ColdStartResults results) => new("Cold start", Header, [.. results.Contestants.Select(c => (string[])
    [
        c,
        .. Cells(results, c, s => s.FirstPoll.TotalMilliseconds),
        .. Cells(results, c, s => s.FirstAnswer.TotalMilliseconds),
        .. Cells(results, c, s => s.PeakMegabytes),
    ])]);

    private static string[] Cells(ColdStartResults results, string contestant, Func<ColdStartTimes, double> measure) =>
    [
        Invariant($"{results.Median(contestant, measure):0} ({results.Of(contestant, measure)[^1]:0})"),
        contestant == Contestant.Native ? "1" : Invariant($"{results.Ratio(contestant, measure):0.0}"),
    ];

    private static string Invariant(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
