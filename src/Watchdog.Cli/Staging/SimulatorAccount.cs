using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Simulator;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Cli.Staging;

/// <summary>The simulator's account as the commands see it. Incidents come over the wire, as from any account; the rest is read off the simulation.</summary>
internal sealed class SimulatorAccount(Simulation simulation, Scenario scenario, IIncidentStore incidents) : IStagedAccount
{
    public DateTimeOffset Start { get; } = simulation.Account.Now;

    public Uri Endpoint => simulation.Endpoint;

    public IReadOnlyList<PublishedMessage> Messages => simulation.Messages;

    public IReadOnlyDictionary<string, ApiUsage> Usage => simulation.Usage;

    public Task AdvanceMinuteAsync(CancellationToken cancellationToken) => simulation.AdvanceMinuteAsync(cancellationToken);

    public Task<string> InvokeBreakerAsync(string payloadJson, CancellationToken cancellationToken) =>
        simulation.InvokeAsync("CircuitBreaker", payloadJson, cancellationToken);

    public async Task<IReadOnlyList<Incident>> ReadIncidentsAsync(CancellationToken cancellationToken) =>
        [.. await incidents.ReadOpenAsync(cancellationToken), .. await incidents.ReadHistoryAsync(Start, cancellationToken)];

    public AccountView Observe()
    {
        lock (simulation.Account.Gate)
            return AccountReading.Observe(simulation.Account);
    }

    public IReadOnlyList<MetricPoint> ReadMetric(MetricId metric, string statistic)
    {
        lock (simulation.Account.Gate)
            return AccountReading.ReadMetric(simulation.Account, metric, statistic, Start);
    }

    public long CountLoopInvocations()
    {
        lock (simulation.Account.Gate)
            return AccountReading.CountLoopInvocations(simulation.Account, scenario, Start);
    }

    public ValueTask DisposeAsync() => simulation.DisposeAsync();
}
