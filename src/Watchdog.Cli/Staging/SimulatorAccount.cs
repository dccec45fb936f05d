using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Simulator;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Cli.Staging;

/// <summary>The simulator's account as the commands see it. Incidents come over the wire, as from any account; the rest is read off the simulation.</summary>
internal sealed class SimulatorAccount(Simulation simulation, Scenario scenario, IIncidentStore incidents) : IStagedAccount
{
    /// <summary>Later than any metric's delay: what is read here is what happened, not what could be known of it by now.</summary>
    private static readonly TimeSpan AllKnown = TimeSpan.FromDays(1);

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
        var account = simulation.Account;
        lock (account.Gate)
        {
            var functions = Watched(account);
            var end = account.Now;
            var start = end.AddMinutes(-1);
            return new AccountView(
                account.Queues.Values.Sum(q => q.Visible),
                account.Queues.Values.Sum(q => q.InFlight),
                functions.Sum(f => Read(account, f.Name, "Invocations", "Sum", start, end)),
                functions.Sum(f => Read(account, f.Name, "Errors", "Sum", start, end)),
                functions.Sum(f => Read(account, f.Name, "Throttles", "Sum", start, end)),
                functions.Sum(f => Read(account, f.Name, "ConcurrentExecutions", "Maximum", start, end)),
                [.. account.Mappings.Values.Select(m =>
                    new MappingView(m.Uuid, m.SourceArn.Split(':')[^1], m.FunctionName, m.State, m.MaximumConcurrency))]);
        }
    }

    public long CountLoopInvocations()
    {
        var account = simulation.Account;
        lock (account.Gate)
        {
            return LoopSpans.Of(ScenarioChanges.Writes(scenario), account.Now - Start)
                .Sum(s => Read(account, s.Function, "Invocations", "Sum", Start + s.From, Start + s.To));
        }
    }

    public ValueTask DisposeAsync() => simulation.DisposeAsync();

    private static List<SimulatedFunction> Watched(SimulatedAccount account) => [.. account.Functions.Values.Where(f => !f.Hosted)];

    /// <summary>The sum of a metric's minutes from <paramref name="start"/> to <paramref name="end"/>.</summary>
    private static long Read(SimulatedAccount account, string function, string metric, string statistic, DateTimeOffset start, DateTimeOffset end)
    {
        var id = new MetricId("AWS/Lambda", metric, "Count", [new MetricDimension("FunctionName", function)]);
        return (long)account.Metrics.Read(id, statistic, TimeSpan.FromMinutes(1), start, end, account.Now + AllKnown).Sum(p => p.Value);
    }
}
