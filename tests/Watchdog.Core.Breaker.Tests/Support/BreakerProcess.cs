using System.Collections.Immutable;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>An account with tables that outlive processes.</summary>
public sealed class Account
{
    public CircuitTable Circuits { get; } = new();

    public MappingTable Mappings { get; } = new();

    public Circuit? Circuit(string function) => Circuits.Circuits.GetValueOrDefault(function);
}

/// <summary>One process of the breaker; a crash ends it, and the next one sees only what is in the account.</summary>
public sealed class BreakerProcess
{
    private readonly CircuitBreaker _breaker;

    public BreakerProcess(Account account, PortGate? gate = null)
    {
        Mappings = new FakeMappings(account.Mappings, gate ?? PortGate.Open);
        _breaker = new CircuitBreaker(new InMemoryCircuitStore(account.Circuits, gate ?? PortGate.Open), Mappings);
    }

    public FakeMappings Mappings { get; }

    public Task<CircuitOutcome> ChangeAsync(
        CircuitAction action, string function, ImmutableArray<string> uuids, DateTimeOffset? at = null, DateTimeOffset? askedAt = null) =>
        _breaker.ChangeAsync(
            new CircuitRequest(function, action, uuids, new TransitionCause(at ?? An.Nine, "operator", "Because.", ["It spins."]), askedAt),
            TestContext.Current.CancellationToken);

    public Task<ReconcileReport> ReconcileAsync(DateTimeOffset? now = null) =>
        _breaker.ReconcileAsync(now ?? An.Nine.AddMinutes(1), TestContext.Current.CancellationToken);
}
