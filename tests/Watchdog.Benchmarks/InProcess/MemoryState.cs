using Watchdog.Core.Breaker;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>The state table: the same conditions on every write, kept in memory.</summary>
internal sealed class MemoryState : ITickLedger, IIncidentStore, ICircuitStore
{
    private readonly Dictionary<string, DateTimeOffset> _ticks = [];
    private readonly SortedDictionary<string, Incident> _open = new(StringComparer.Ordinal);
    private readonly List<Incident> _closed = [];
    private readonly SortedDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);
    private readonly List<CircuitTransition> _transitions = [];

    /// <summary>Nothing is counted here, and nothing is spent.</summary>
    public Task<decimal?> TryTakeAsync(string watcher, DateTimeOffset minute, decimal spent, CancellationToken cancellationToken)
    {
        var isNew = !_ticks.TryGetValue(watcher, out var newest) || newest < minute;
        if (isNew)
            _ticks[watcher] = minute;
        return Task.FromResult<decimal?>(isNew ? 0 : null);
    }

    public Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Incident>>([.. _open.Values]);

    public Task<bool> TrySaveAsync(Incident incident, CancellationToken cancellationToken)
    {
        var isNewest = IsNewest(incident);
        if (isNewest)
            _open[incident.Key] = incident;
        return Task.FromResult(isNewest);
    }

    public Task<bool> TryCloseAsync(Incident incident, CancellationToken cancellationToken)
    {
        var isNewest = IsNewest(incident);
        if (isNewest)
        {
            _open.Remove(incident.Key);
            if (incident.FiredAt is not null)
                _closed.Add(incident);
        }
        return Task.FromResult(isNewest);
    }

    public Task<IReadOnlyList<Incident>> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. _closed.Where(i => (i.ResolvedAt ?? i.JudgedAt) >= since)]);

    public Task<Circuit?> FindAsync(string function, CancellationToken cancellationToken) => Task.FromResult(_circuits.GetValueOrDefault(function));

    public Task<IReadOnlyList<Circuit>> ReadAllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Circuit>>([.. _circuits.Values]);

    public Task<bool> TrySaveAsync(Circuit circuit, CircuitTransition? transition, CancellationToken cancellationToken)
    {
        var isNewest = (_circuits.GetValueOrDefault(circuit.Function)?.Version ?? 0) == circuit.Version - 1;
        if (isNewest)
        {
            _circuits[circuit.Function] = circuit;
            if (transition is not null)
                _transitions.Add(transition);
        }
        return Task.FromResult(isNewest);
    }

    public Task<IReadOnlyList<CircuitTransition>> ReadHistoryAsync(string? function, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CircuitTransition>>(
            [.. _transitions.AsEnumerable().Reverse().Where(t => function is null || t.Function == function).Take(limit)]);

    private bool IsNewest(Incident incident) => (_open.GetValueOrDefault(incident.Key)?.Version ?? 0) == incident.Version - 1;
}
