using System.Reflection;
using Watchdog.Benchmarks.InProcess;
using Watchdog.Cli;
using Watchdog.Cli.Commands;
using Watchdog.Cli.Playing;
using Watchdog.Cli.Reports;
using Watchdog.Cli.Staging;
using Watchdog.Simulator.Scenarios;

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

    [Fact]
    public async Task A_scenario_with_faults_is_refused_in_one_process_with_a_word_on_what_plays_it()
    {
        var scenario = Scenario.Parse("name: bad day\nduration: 5m\nfaults: [ { at: 1m, kill: CircuitBreaker, after: Invoke } ]", "bad-day.yaml");

        var error = await Assert.ThrowsAsync<UsageException>(() => new InProcessStage().StartAsync(scenario, 0, TestContext.Current.CancellationToken));

        Assert.Equal("bad day: faults strike calls on the wire, and nothing goes over a wire in one process; `watchdog simulate` plays them.", error.Message);
    }

    private static async Task<Report> PlayAsync(IStage stage, string name)
    {
        var scenario = ScenarioCatalog.Load(name);
        await using var account = await stage.StartAsync(scenario, 0, TestContext.Current.CancellationToken);
        return (await Player.PlayAsync(account, scenario, _ => { }, TestContext.Current.CancellationToken)).Report;
    }
}
