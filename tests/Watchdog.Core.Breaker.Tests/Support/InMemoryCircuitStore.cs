using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>What the processes share: the table.</summary>
public sealed class CircuitTable
{
    public Dictionary<string, Circuit> Circuits { get; } = [];

    public List<CircuitTransition> History { get; } = [];
}

/// <summary>One process's view of the table.</summary>
public sealed class InMemoryCircuitStore(CircuitTable table, PortGate gate) : ICircuitStore
{
    public async Task<Circuit?> FindAsync(string function, CancellationToken cancellationToken)
    {
        await gate.PassAsync();
        var found = table.Circuits.GetValueOrDefault(function);
        await gate.PassAsync();
        return found;
    }

    public async Task<IReadOnlyList<Circuit>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await gate.PassAsync();
        Circuit[] all = [.. table.Circuits.Values];
        await gate.PassAsync();
        return all;
    }

    public async Task<bool> TrySaveAsync(Circuit circuit, CircuitTransition? transition, CancellationToken cancellationToken)
    {
        await gate.PassAsync();
        var saved = (table.Circuits.GetValueOrDefault(circuit.Function)?.Version ?? 0) == circuit.Version - 1;
        if (saved)
        {
            table.Circuits[circuit.Function] = circuit;
            if (transition is not null)
                table.History.Add(transition);
        }
        await gate.PassAsync();
        return saved;
    }

    public async Task<IReadOnlyList<CircuitTransition>> ReadHistoryAsync(string? function, int limit, CancellationToken cancellationToken)
    {
        await gate.PassAsync();
        return [.. table.History.Where(t => function is null || t.Function == function).Reverse().Take(limit)];
    }
}
