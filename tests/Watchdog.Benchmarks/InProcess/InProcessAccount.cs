using Watchdog.Cli;
using Watchdog.Cli.Staging;
using Watchdog.Core.Breaker;
using Watchdog.Core.Incidents;
using Watchdog.Simulator;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>A simulated account with the stack's watches running on it in this process.</summary>
internal sealed class InProcessAccount : IStagedAccount
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Scenario _scenario;
    private readonly SimulatedAccount _account;
    private readonly InProcessStack _stack;
    private readonly Queue<OperatorAct> _acts;
    private int _minutes;

    /// <exception cref="UsageException">The scenario has faults, which strike calls on the wire; here is none.</exception>
    public InProcessAccount(Scenario scenario)
    {
        if (scenario.Faults.Count > 0)
            throw new UsageException($"{scenario.Name}: faults strike calls on the wire, and nothing goes over a wire in one process; `watchdog simulate` plays them.");
        _scenario = scenario;
        _account = scenario.Build();
        Start = _account.Now;
        _stack = new InProcessStack(_account, BreakerModes.Parse(scenario.Watchdog.Breaker ?? "confirm") ?? BreakerMode.Confirm, scenario.Watchdog.AutoProbe ?? false);
        _acts = new Queue<OperatorAct>(scenario.Operator);
    }

    public SimulatedAccount Account => _account;

    public DateTimeOffset Start { get; }

    public Uri Endpoint => new("http://in-process");

    public IReadOnlyList<PublishedMessage> Messages => _stack.Outbox.Messages;

    /// <summary>Nothing goes over a wire.</summary>
    public IReadOnlyDictionary<string, ApiUsage> Usage { get; } = new Dictionary<string, ApiUsage>();

    /// <summary>As the real stack is played: physics up to an operator's act, the act; physics to the end of the minute, then the schedules.</summary>
    public async Task AdvanceMinuteAsync(CancellationToken cancellationToken)
    {
        var at = _minutes * Minute;
        var end = at + Minute;
        while (_acts.TryPeek(out var act) && act.At < end)
        {
            _account.Advance(act.At - at);
            at = act.At;
            _acts.Dequeue();
            await _stack.InvokeBreakerAsync(act.Payload, cancellationToken);
        }
        _account.Advance(end - at);
        _minutes++;
        await _stack.RunScheduledAsync(_minutes, cancellationToken);
    }

    public Task<string> InvokeBreakerAsync(string payloadJson, CancellationToken cancellationToken) =>
        _stack.InvokeBreakerAsync(payloadJson, cancellationToken);

    public async Task<IReadOnlyList<Incident>> ReadIncidentsAsync(CancellationToken cancellationToken) =>
        [.. await _stack.Incidents.ReadOpenAsync(cancellationToken), .. await _stack.Incidents.ReadHistoryAsync(Start, cancellationToken)];

    /// <summary>All that the breaker has done, newest first.</summary>
    public Task<IReadOnlyList<CircuitTransition>> ReadTransitionsAsync(CancellationToken cancellationToken) =>
        _stack.Circuits.ReadHistoryAsync(function: null, int.MaxValue, cancellationToken);

    public AccountView Observe() => AccountReading.Observe(_account);

    public IReadOnlyList<MetricPoint> ReadMetric(MetricId metric, string statistic) =>
        AccountReading.ReadMetric(_account, metric, statistic, Start);

    public long CountLoopInvocations() => AccountReading.CountLoopInvocations(_account, _scenario, Start);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
