using System.Reflection;
using Watchdog.Benchmarks.InProcess;
using Watchdog.Cli.Commands;
using Watchdog.Cli.Playing;
using Watchdog.Cli.Reports;
using Watchdog.Cli.Staging;

namespace Watchdog.Benchmarks.Tests.InProcess;

/// <summary>What is measured in one process is what the stack does: its real functions, as processes, over the wire.</summary>
public sealed class StagesTests
{
    private static readonly string CliFolder =
        typeof(StagesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "CliFolder").Value!;

    [Theory]
    [InlineData("slow-processor")]
    [InlineData("queue-loop")]
    public async Task Both_stages_tell_and_do_the_same_at_the_same_minutes(string name)
    {
        var inProcess = await PlayAsync(new InProcessStage(), name);
        var overTheWire = await PlayAsync(new SimulatorStage(StackFiles.Locate(CliFolder, null), IncidentStores.Open), name);

        Assert.NotEmpty(overTheWire.Incidents);
        Assert.Equal(overTheWire.Incidents, inProcess.Incidents);
        Assert.Equal(overTheWire.Actions.Select(a => (a.At, a.Action, a.Function)), inProcess.Actions.Select(a => (a.At, a.Action, a.Function)));
        Assert.Equal(overTheWire.Notifications.Select(n => ((int)n.At, n.Subject)), inProcess.Notifications.Select(n => ((int)n.At, n.Subject)));
        Assert.Equal(overTheWire.Circuits, inProcess.Circuits);
    }

    private static async Task<Report> PlayAsync(IStage stage, string name)
    {
        var scenario = ScenarioCatalog.Load(name);
        await using var account = await stage.StartAsync(scenario, 0, TestContext.Current.CancellationToken);
        return (await Player.PlayAsync(account, scenario, _ => { }, TestContext.Current.CancellationToken)).Report;
    }
}
