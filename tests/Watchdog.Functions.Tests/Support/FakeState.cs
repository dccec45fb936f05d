using Watchdog.Core.Breaker;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;

namespace Watchdog.Functions.Tests.Support;

/// <summary>The state table, the topic, and the requests to the breaker.</summary>
internal sealed class FakeState : ITickLedger, IIncidentStore, ICircuitStore, INotifier, IBreakerRequests
{
    public List<(string Watcher, DateTimeOffset Minute)> Ticks { get; } = [];

    public Dictionary<string, Incident> Incidents { get; } = [];

    public Dictionary<string, Circuit> Circuits { get; } = [];

    public List<CircuitTransition> History { get; } = [];

    public List<Notification> Sent { get; } = [];

    public List<string> Requests { get; } = [];

    public int CircuitWrites { get; private set; }

    /// <summary>What the calls have cost this month, USD.</summary>
    public decimal Spent { get; set; }

    public Task<decimal?> TryTakeAsync(string watcher, DateTimeOffset minute, decimal spent, CancellationToken cancellationToken)
    {
        if (Ticks.Exists(t => t.Watcher == watcher && t.Minute >= minute))
            return Task.FromResult<decimal?>(null);
        Ticks.Add((watcher, minute));
        return Task.FromResult<decimal?>(Spent += spent);
    }

    public Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. Incidents.Values]);

    public Task<bool> TrySaveAsync(Incident incident, CancellationToken cancellationToken)
    {
        Incidents[incident.Key] = incident;
        return Task.FromResult(true);
    }

    public Task<bool> TryCloseAsync(Incident incident, CancellationToken cancellationToken) => Task.FromResult(Incidents.Remove(incident.Key));

    public Task<IReadOnlyList<Incident>> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Incident>>([]);

    public Task<Circuit?> FindAsync(string function, CancellationToken cancellationToken) => Task.FromResult(Circuits.GetValueOrDefault(function));

    public Task<IReadOnlyList<Circuit>> ReadAllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Circuit>>([.. Circuits.Values]);

    public Task<bool> TrySaveAsync(Circuit circuit, CircuitTransition? transition, CancellationToken cancellationToken)
    {
        CircuitWrites++;
        Circuits[circuit.Function] = circuit;
        if (transition is not null)
            History.Add(transition);
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<CircuitTransition>> ReadHistoryAsync(string? function, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CircuitTransition>>([.. History.Where(t => function is null || t.Function == function).Reverse().Take(limit)]);

    /// <summary>The topic refuses messages about this resource; null: none.</summary>
    public string? TopicRefuses { get; set; }

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (notification.Resource == TopicRefuses)
            throw new InvalidOperationException("The topic refuses.");
        Sent.Add(notification);
        return Task.CompletedTask;
    }

    /// <summary>The breaker refuses requests with this message; null: it takes them.</summary>
    public string? BreakerRefuses { get; set; }

    public Task RequestAsync(string payloadJson, CancellationToken cancellationToken)
    {
        if (BreakerRefuses is { } message)
            throw new InvalidOperationException(message);
        Requests.Add(payloadJson);
        return Task.CompletedTask;
    }
}
