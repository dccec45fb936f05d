using Watchdog.Core.Ports;
using Watchdog.Simulator;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Staging;

/// <summary>Plays scenarios in the simulator, with the stack's functions as real processes.</summary>
/// <param name="openIncidents">Opens the incidents in a state table that is reached through an endpoint.</param>
internal sealed class SimulatorStage(StackFiles files, Func<StateTable, IIncidentStore> openIncidents) : IStage
{
    internal const string StackName = "watchdog";

    public async Task<IStagedAccount> StartAsync(Scenario scenario, int port, CancellationToken cancellationToken)
    {
        var options = new SimulationOptions(files.Template, StackName, files.FunctionCommand, port);
        var simulation = await Simulation.StartAsync(scenario, options, cancellationToken);
        var table = simulation.Account.Functions[$"{StackName}-CircuitBreaker"].Environment["WATCHDOG_TABLE"];
        return new SimulatorAccount(simulation, scenario, openIncidents(new StateTable(simulation.Endpoint, simulation.Account.Region, table)));
    }
}

/// <summary>Where a state table is to be found.</summary>
internal sealed record StateTable(Uri Endpoint, string Region, string Name);
