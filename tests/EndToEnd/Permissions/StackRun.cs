using Watchdog.EndToEnd.Tests.Support;
using Watchdog.Simulator;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>Plays scenarios with the real functions, in this process but for them.</summary>
/// <param name="bootstrap">The native executable of the functions.</param>
/// <param name="template">The path of template.yaml, or of another one.</param>
internal sealed class StackRun(string bootstrap, string template)
{
    /// <summary>All that is optional is there: what the policies have only then is to be proven as well.</summary>
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["EventBusArn"] = "arn:aws:events:us-east-1:111122223333:event-bus/central",
        ["KmsKeyArn"] = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000000",
    };

    public static string Template { get; } = Path.Combine(Paths.Repository, "template.yaml");

    /// <param name="longest">Not more than this is played of it.</param>
    public Task<PlayedRun> PlayAsync(Scenario scenario, TimeSpan longest, CancellationToken cancellationToken) =>
        PlayAsync(scenario, async simulation =>
        {
            var minutes = Math.Min(scenario.Duration.TotalMinutes, longest.TotalMinutes);
            while (simulation.Minutes < minutes)
                await simulation.AdvanceMinuteAsync(cancellationToken);
        }, cancellationToken);

    public async Task<PlayedRun> PlayAsync(Scenario scenario, Func<Simulation, Task> act, CancellationToken cancellationToken)
    {
        await using var simulation = await Simulation.StartAsync(scenario, new SimulationOptions(template, "watchdog", [bootstrap]) { Parameters = Parameters }, cancellationToken);
        await act(simulation);
        return PlayedRun.Of(scenario.Name, simulation.Stack, simulation.Account.Region, simulation.Accesses);
    }
}
