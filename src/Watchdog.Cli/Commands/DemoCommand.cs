using System.CommandLine;
using Spectre.Console;
using Watchdog.Cli.Playing;
using Watchdog.Cli.Rendering;
using Watchdog.Cli.Staging;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Commands;

/// <summary>`watchdog demo`: the built-in scenarios one after the other, with all that a person would have got to see.</summary>
internal static class DemoCommand
{
    /// <summary>Of the minutes in which nothing happens, each fifth is shown: enough to see where the numbers go.</summary>
    private const int QuietMinutesPerRow = 5;

    private const string Description =
        "Plays the built-in scenarios in under two minutes: what fired when, the e-mails, the circuit breaker's acts and its reset by hand";

    private const string More = """
        Example:
          watchdog demo

        Exit code: 0 when every scenario's expectations are met, 1 when one is not, 3 when the simulation itself failed.
        """;

    public static Command Create(CliContext context)
    {
        var bootstrap = CommonOptions.Bootstrap();
        var command = new ExplainedCommand("demo", Description, More) { bootstrap };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, [.. ScenarioCatalog.BuiltIn.Select(ScenarioCatalog.Load)], parsed.GetValue(bootstrap), cancellationToken));
        return command;
    }

    internal static async Task<int> RunAsync(
        CliContext context, IReadOnlyList<Scenario> scenarios, string? bootstrap, CancellationToken cancellationToken)
    {
        var stage = context.Stage(bootstrap);
        var all = new List<Playthrough>();
        foreach (var scenario in scenarios)
            all.Add(await PlayAsync(context.Console, stage, scenario, cancellationToken));
        Title(context.Console, "Summary");
        Summary.WriteTable(context.Console, "Scenarios", "none", ["scenario", "minutes", "incidents", "e-mails", "acts", "expectations met"],
            all.Select(p => new[]
            {
                p.Scenario.Name, $"{p.Report.Minutes}", $"{p.Report.Incidents.Count}", $"{p.Report.Notifications.Count}", $"{p.Report.Actions.Count}",
                $"{p.Verdicts.Count(v => v.Met)} of {p.Verdicts.Count}",
            }));
        return all.TrueForAll(p => p.Report.AllMet) ? ExitCode.Ok : ExitCode.Unmet;
    }

    private static async Task<Playthrough> PlayAsync(IAnsiConsole console, IStage stage, Scenario scenario, CancellationToken cancellationToken)
    {
        Title(console, scenario.Name);
        console.Line(scenario.Description);
        console.WriteLine();
        await using var account = await stage.StartAsync(scenario, 0, cancellationToken);
        var table = new MinuteTable(console, QuietMinutesPerRow);
        table.Header();
        var played = await ProgressLine.RunAsync(console, $"{scenario.Name}: minute 0 of {scenario.Duration.TotalMinutes:0}", progress =>
            Player.PlayAsync(account, scenario, minute =>
            {
                table.Row(minute);
                foreach (var published in minute.Happenings.OfType<Happening.Published>())
                    Emails.Write(console, published.Message, account.Start);
                progress($"{scenario.Name}: minute {minute.Minute} of {scenario.Duration.TotalMinutes:0}");
            }, cancellationToken));
        console.WriteLine();
        Summary.Write(console, played);
        foreach (var reset in ManualResets.Of(played))
            WriteReset(console, reset);
        console.WriteLine();
        return played;
    }

    private static void WriteReset(IAnsiConsole console, ManualReset reset)
    {
        console.WriteLine();
        console.Line($"The operator's reset at minute {Reports.ReportMinutes.Of(reset.Action.At)}", "bold");
        console.Line($"  $ {OperatorCommands.Invoke(SimulatorStage.StackName, $$"""{"action":"reset","function":"{{reset.Action.Function}}"}""")}", "blue");
        Summary.WriteTable(console, "The mappings of the function", "none", ["mapping", "before", "after"], reset.Mappings.Select(m => new[]
        {
            $"{m.After.Source} -> {m.After.Function}", Words(m.Before), Words(m.After),
        }));
    }

    private static string Words(MappingView mapping) =>
        $"{mapping.State}, {(mapping.MaximumConcurrency is { } cap ? $"maximum concurrency {cap}" : "no maximum concurrency")}";

    private static void Title(IAnsiConsole console, string title) => console.Line($"=== {title} ===", "bold blue");
}
