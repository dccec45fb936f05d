using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Watchdog.Benchmarks.Breaker;
using Watchdog.Benchmarks.Breaker.Rendering;
using Watchdog.Benchmarks.Breaker.Scoring;
using Watchdog.Benchmarks.Rendering;
using Watchdog.Cli.Rendering;

namespace Watchdog.Benchmarks.Commands;

/// <summary>`breaker`: runaway loops, organic traffic that looks like them, and loops amid such traffic.</summary>
internal static class BreakerCommand
{
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "Plays only the runs whose name contains this, e.g. loop-queue, busy-10s or organic-ramp" };
        var seeds = new Option<int>("--seeds") { Description = "Plays everything so many times, each time with other seeds", DefaultValueFactory = _ => 1 };
        seeds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--seeds must be 1 or more.");
        });
        var mode = new Option<string>("--mode") { Description = "The breaker's mode", DefaultValueFactory = _ => "confirm" };
        mode.AcceptOnlyFromAmong("off", "alert", "confirm", "trip");
        var write = new Option<FileInfo?>("--write") { Description = "Writes the tables between the breaker markers of this Markdown file" };
        write.Validators.Add(result => MarkdownFile.Validate(result, "breaker"));
        var dump = new Option<DirectoryInfo?>("--dump") { Description = "Plays nothing, but writes each run as a scenario file into this folder" };
        var command = new Command("breaker", "Plays runaway loops and organic traffic, and judges the circuit breaker") { only, seeds, mode, write, dump };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new BreakerSuite(parsed.GetValue(mode)!, parsed.GetValue(only), parsed.GetValue(seeds)), parsed.GetValue(write), parsed.GetValue(dump), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BreakerSuite suite, FileInfo? write, DirectoryInfo? dump, CancellationToken cancellationToken)
    {
        var console = Terminal.Create(Console.Out, Terminal.IsPlain);
        if (dump is not null)
        {
            console.Line($"{suite.Dump(dump)} scenarios in {dump.FullName}");
            return 0;
        }
        if (suite.Runs == 0)
        {
            console.Line("--only: no run has such a name; --dump DIR writes them all, each into a file of its name.", "red");
            return 1;
        }
        var started = Stopwatch.GetTimestamp();
        var results = await suite.PlayAsync(cancellationToken);
        var checks = BreakerChecks.Of(results);
        BreakerReport.Write(console, results, checks);
        console.Line(string.Create(CultureInfo.InvariantCulture, $"played in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        if (write is not null)
            MarkdownFile.Replace(write.FullName, "breaker", BreakerReport.Markdown(results, checks));
        return checks.All(c => c.Holds) ? 0 : 1;
    }
}
