using System.Collections.Concurrent;
using System.CommandLine;
using Spectre.Console;
using Watchdog.Benchmarks.Baselines;
using Watchdog.Benchmarks.Rendering;
using Watchdog.Benchmarks.Scoring;
using Watchdog.Cli.Rendering;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Commands;

/// <summary>`scoreboard`: the whole suite, Watchdog beside the alarms that people use today.</summary>
internal static class ScoreboardCommand
{
    public static Command Create()
    {
        var seeds = new Option<int>("--seeds") { Description = "Plays the suite so many times, each time with another seed; 1: with each file's own", DefaultValueFactory = _ => 1 };
        var only = new Option<string?>("--only") { Description = "Plays only the files whose name (FOLDER/FILE) contains this" };
        var write = new Option<FileInfo?>("--write") { Description = "Writes the tables between the scoreboard markers of this Markdown file" };
        write.Validators.Add(result => MarkdownFile.Validate(result, "scoreboard"));
        var command = new Command("scoreboard", "Plays the scenario suite and compares Watchdog with the alarms that people use today") { seeds, only, write };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(seeds), parsed.GetValue(only), parsed.GetValue(write), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int seeds, string? only, FileInfo? write, CancellationToken cancellationToken)
    {
        var console = Terminal.Create(Console.Out, Terminal.IsPlain);
        var files = Suite.Files.Where(f => only is null || Suite.NameOf(f).Contains(only, StringComparison.OrdinalIgnoreCase)).ToArray();
        var runs = new List<IReadOnlyCollection<ScenarioScore>>();
        for (var run = 0; run < seeds; run++)
        {
            long? seed = seeds == 1 ? null : 1000 + run;
            runs.Add(await PlayAsync(files, seed, cancellationToken));
            if (seeds > 1)
                console.Line($"seed {seed}: {FailuresOf(runs[^1])}");
        }

        var all = runs.SelectMany(r => r).ToArray();
        var products = Baseline.All.Select(b => b.Product).ToArray();
        var board = new Scoreboard(all, products, files.Length, seeds);
        board.Write(console);
        if (seeds > 1)
            Spread.Write(console, runs);
        var checks = Check.Of(all, products);
        foreach (var check in checks)
        {
            console.Line($"{(check.Holds ? "PASS" : "FAIL")}  {check.Claim}", check.Holds ? "green" : "red");
            foreach (var detail in check.Details.GroupBy(d => d).Select(g => g.Count() > 1 ? $"{g.Key} (x{g.Count()})" : g.Key).Take(60))
                console.Line($"        {detail}");
        }
        foreach (var remark in Check.Remarks(all, products))
            console.Line($"NOTE  {remark}");
        if (write is not null)
            MarkdownFile.Replace(write.FullName, "scoreboard", board.Markdown(checks, Check.Remarks(all, products)));
        return checks.All(c => c.Holds) ? 0 : 1;
    }

    private static string FailuresOf(IReadOnlyCollection<ScenarioScore> scores)
    {
        var failed = Check.Of(scores, [.. Baseline.All.Select(b => b.Product)]).Where(c => !c.Holds).SelectMany(c => c.Details).ToArray();
        return failed.Length == 0 ? "all checks hold" : string.Join("; ", failed);
    }

    private static async Task<IReadOnlyCollection<ScenarioScore>> PlayAsync(string[] files, long? seed, CancellationToken cancellationToken)
    {
        var scores = new ConcurrentDictionary<string, IReadOnlyList<ScenarioScore>>();
        await Parallel.ForEachAsync(files, cancellationToken, async (file, token) =>
        {
            Scenario scenario = Suite.Load(file, seed);
            scores[file] = await Suite.ScoreAsync(scenario, token);
        });
        return [.. files.SelectMany(f => scores[f])];
    }
}
