using System.Collections.Immutable;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>Brings the account to what a recorded circuit says, and records that it has followed.</summary>
internal sealed class CircuitFinisher(ICircuitStore store, TriggerCarrier carrier)
{
    private const int Rounds = 5;

    /// <returns>The circuit as it is afterwards, and all that was done for it. A circuit that is applied already is returned as it is.</returns>
    public async Task<(Circuit Circuit, CarryResult Carried)> FinishAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var total = CarryResult.Nothing;
        for (var round = 0; round < Rounds && !circuit.Applied; round++)
        {
            var carried = await carrier.CarryOutAsync(circuit, cancellationToken);
            total = carried with { Changed = total.Changed.AddRange(carried.Changed) };

            var applied = CircuitMachine.Applied(circuit);
            if (carried.IsComplete && await store.TrySaveAsync(applied, null, cancellationToken))
                return (applied, total);
            if (await CatchUpAsync(circuit, cancellationToken) is not { } latest)
                return (circuit, total);
            circuit = latest;
        }
        return (circuit, total);
    }

    /// <summary>
    /// Sees whether somebody else moved the circuit on while this process was changing triggers, so that a change may have landed after
    /// theirs. Where they have given a trigger back and forgotten it, it is put on record again before it is looked after.
    /// </summary>
    /// <returns>The circuit to go on with; null when nobody did, and when others are so busy with it that they will see to it.</returns>
    private async Task<Circuit?> CatchUpAsync(Circuit mine, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var latest = await store.FindAsync(mine.Function, cancellationToken);
            if (latest is null || latest.Version == mine.Version)
                return null;
            var forgotten = mine.Recorded.Where(m => latest.Recorded.All(l => l.Id != m.Id)).ToImmutableArray();
            // Even where nothing was forgotten it is written anew: they may have looked before this process's last change landed, and what
            // they have seen must not become the record that all is done.
            var reopened = latest with { Recorded = latest.Recorded.AddRange(forgotten), Applied = false, Version = latest.Version + 1 };
            if (await store.TrySaveAsync(reopened, null, cancellationToken))
                return reopened;
        }
        return null;
    }
}
