using System.CommandLine;
using Spectre.Console;
using Watchdog.Cli.Playing;
using Watchdog.Cli.Plotting;
using Watchdog.Cli.Rendering;
using Watchdog.Cli.Reports;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Commands;

/// <summary>`watchdog simulate`: plays one scenario and judges it by its own expectations.</summary>
internal static class SimulateCommand
{
    private const string Description = "Plays one scenario and compares what Watchdog says with what the scenario expects";

    private const string More = """
        Examples:
          watchdog simulate slow-processor
          watchdog simulate my-incident.yaml --json report.json
          watchdog simulate slow-processor --plot charts
          watchdog simulate queue-loop --bootstrap artifacts/lambda/bootstrap
          watchdog simulate --list

        Exit code: 0 when every expectation is met, 1 when one is not, 2 for bad input, 3 when the simulation itself failed.
        """;

    public static Command Create(CliContext context)
    {
        var name = new Argument<string?>("scenario")
        {
            Description = "A built-in scenario or the path of a scenario file",
            HelpName = "NAME|FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<string?>("--json") { Description = "Writes the report as JSON to this file", HelpName = "FILE" };
        var plot = new Option<string?>("--plot") { Description = "Draws charts like CloudWatch's, as PNG, into this folder", HelpName = "DIR" };
        var list = new Option<bool>("--list") { Description = "Lists the built-in scenarios" };
        var bootstrap = CommonOptions.Bootstrap();
        var command = new ExplainedCommand("simulate", Description, More) { name, json, plot, bootstrap, list };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(list))
                return Task.FromResult(List(context.Console));
            var scenario = parsed.GetValue(name)
                ?? throw new UsageException($"Name a scenario file, or one of {string.Join(", ", ScenarioCatalog.BuiltIn)}.");
            return RunAsync(context, ScenarioCatalog.Load(scenario), parsed.GetValue(json), parsed.GetValue(plot), parsed.GetValue(bootstrap), cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        CliContext context, Scenario scenario, string? json, string? plot, string? bootstrap, CancellationToken cancellationToken)
    {
        CheckWritable(json);
        if (plot is not null)
            PlotFolder.Prepare(plot);
        var console = context.Console;
        await using var account = await context.Stage(bootstrap).StartAsync(scenario, 0, cancellationToken);
        console.Line($"{scenario.Name}: {scenario.Description}", "bold");
        console.WriteLine();
        var table = new MinuteTable(console, every: 1);
        table.Header();
        var played = await Player.PlayAsync(account, scenario, table.Row, cancellationToken);
        console.WriteLine();
        Summary.Write(console, played);
        if (json is not null)
            await File.WriteAllTextAsync(json, ReportJson.Write(played.Report), cancellationToken);
        if (plot is not null)
            foreach (var file in await PlotFolder.WriteAsync(plot, played, account, cancellationToken))
                console.Line($"Drawn: {file}");
        return played.Report.AllMet ? ExitCode.Ok : ExitCode.Unmet;
    }

    private static int List(IAnsiConsole console)
    {
        foreach (var scenario in ScenarioCatalog.BuiltIn.Select(ScenarioCatalog.Load))
            console.Line($"{scenario.Name,-18} {scenario.Duration.TotalMinutes,4:0} min  {scenario.Description}");
        return ExitCode.Ok;
    }

    /// <summary>Said before the scenario is played rather than after.</summary>
    private static void CheckWritable(string? file)
    {
        if (file is null)
            return;
        try
        {
            // Opened, not emptied: a report of an earlier run stays until there is another. An empty one is not left behind either.
            var existed = File.Exists(file);
            using (new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write))
            {
            }
            if (!existed)
                File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--json: {file} cannot be written: {e.Message}");
        }
    }
}
