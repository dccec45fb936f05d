using System.Collections.Immutable;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>An account with tables that outlive processes.</summary>
public sealed class Account
{
    public CircuitTable Circuits { get; } = new();

    public MappingTable Mappings { get; } = new();

    public ConcurrencyTable Concurrency { get; } = new();

    public RuleTable Rules { get; } = new();

    public Circuit? Circuit(string function) => Circuits.Circuits.GetValueOrDefault(function);
}

/// <summary>One process of the breaker; a crash ends it, and the next one sees only what is in the account.</summary>
public sealed class BreakerProcess
{
    private readonly CircuitBreaker _breaker;

    public BreakerProcess(Account account, PortGate? gate = null, ITrials? trials = null)
    {
        var passage = gate ?? PortGate.Open;
        Mappings = new FakeMappings(account.Mappings, passage);
        Concurrency = new FakeConcurrency(account.Concurrency, passage);
        Rules = new FakeRules(account.Rules, passage);
        _breaker = new CircuitBreaker(
            new InMemoryCircuitStore(account.Circuits, passage), new TriggerControls(Mappings, Concurrency, Rules), trials ?? new FakeTrials());
    }

    public FakeMappings Mappings { get; }

    public FakeConcurrency Concurrency { get; }

    public FakeRules Rules { get; }

    /// <param name="uuids">Mappings of the function.</param>
    public Task<CircuitOutcome> ChangeAsync(
        CircuitAction action, string function, ImmutableArray<string> uuids, DateTimeOffset? at = null, DateTimeOffset? askedAt = null) =>
        ChangeAsync(action, function, [.. uuids.Select(u => new TriggerName.Mapping(u, function))], trial: null, at, askedAt);

    public Task<CircuitOutcome> ChangeAsync(
        CircuitAction action, string function, ImmutableArray<TriggerName> triggers, Trial? trial, DateTimeOffset? at = null, DateTimeOffset? askedAt = null) =>
        _breaker.ChangeAsync(
            new CircuitRequest(function, action, triggers, new TransitionCause(at ?? An.Nine, "operator", "Because.", ["It spins."]), askedAt) { Trial = trial },
            TestContext.Current.CancellationToken);

    public Task<ReconcileReport> ReconcileAsync(DateTimeOffset? now = null) =>
        _breaker.ReconcileAsync(now ?? An.Nine.AddMinutes(1), TestContext.Current.CancellationToken);
}
