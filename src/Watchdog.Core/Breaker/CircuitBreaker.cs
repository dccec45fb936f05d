using System.Collections.Immutable;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>
/// Moves circuits: records what was there, then changes the account, then looks whether it changed. A crash at any point leaves a record
/// from which <see cref="ReconcileAsync"/> goes on.
/// </summary>
public sealed class CircuitBreaker(ICircuitStore store, IMappingControl mappings)
{
    // Each lost race means that somebody else's write has succeeded; five in a row mean that something is wrong.
    private const int Attempts = 5;

    private readonly CircuitFinisher _finisher = new(store, new MappingCarrier(mappings));

    public async Task<CircuitOutcome> ChangeAsync(CircuitRequest request, CancellationToken cancellationToken)
    {
        var circuit = Circuit.Untouched(request.Function);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            circuit = await store.FindAsync(request.Function, cancellationToken) ?? Circuit.Untouched(request.Function);
            if (request.AskedAt < circuit.Since)
                return CircuitOutcome.Nothing(CircuitOutcomeKind.Refused,
                    $"The request to {request.Action.Word()} is from {request.AskedAt:u}, before the circuit of {request.Function} became "
                    + $"{circuit.State.Word()} at {circuit.Since:u}: too late.",
                    circuit);

            var found = new RecordedMappings();
            if (request.Action is CircuitAction.Contain or CircuitAction.Trip)
                found = await RecordAsync(request.MappingUuids.Where(u => circuit.Recorded.All(r => r.Id != u)), cancellationToken);

            switch (CircuitMachine.Apply(circuit, request.Action, found.Known, request.Cause))
            {
                case not CircuitStep.AlreadyThere when found.Unsettled is { } unsettled:
                    return CircuitOutcome.Nothing(CircuitOutcomeKind.TryAgain, unsettled, circuit);
                case CircuitStep.Refused refused:
                    return CircuitOutcome.Nothing(CircuitOutcomeKind.Refused, refused.Message, circuit);
                case CircuitStep.AlreadyThere already:
                    var resumed = await _finisher.FinishAsync(circuit, cancellationToken);
                    return new CircuitOutcome(CircuitOutcomeKind.AlreadyThere, already.Message, resumed.Circuit, resumed.Carried);
                case CircuitStep.Go go when await store.TrySaveAsync(go.Circuit, go.Transition, cancellationToken):
                    var (after, carried) = await _finisher.FinishAsync(go.Circuit, cancellationToken);
                    return new CircuitOutcome(
                        CircuitOutcomeKind.Changed, $"The circuit of {request.Function} is {go.Circuit.State.Word()}.", after, carried);
                default:
                    continue; // Somebody else wrote: read again and decide again.
            }
        }
        return CircuitOutcome.Nothing(CircuitOutcomeKind.TryAgain,
            $"The circuit of {request.Function} was changed by somebody else {Attempts} times in a row; try again.", circuit);
    }

    /// <summary>
    /// Goes on with what is not seen to be done, and puts back what somebody else changed on a mapping that the breaker holds. To be called
    /// every minute.
    /// </summary>
    public async Task<ReconcileReport> ReconcileAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        var outstanding = ImmutableArray.CreateBuilder<string>();
        var warnings = ImmutableArray.CreateBuilder<string>();
        foreach (var stored in await store.ReadAllAsync(cancellationToken))
        {
            var circuit = stored;
            if (circuit.IsSettledClosed)
                continue;
            if (circuit.Applied)
            {
                var deviations = await DeviationsAsync(circuit, cancellationToken);
                if (deviations.IsEmpty)
                    continue;
                warnings.AddRange(deviations);
                var cause = new TransitionCause(now, "CircuitBreaker", "Somebody changed a mapping that the breaker holds.", deviations);
                if (CircuitMachine.Apply(circuit, CircuitAction.Hold, [], cause) is not CircuitStep.Go hold
                    || !await store.TrySaveAsync(hold.Circuit, hold.Transition, cancellationToken))
                    continue; // Somebody else is at work on it; the next round looks again.
                circuit = hold.Circuit;
            }
            var (_, carried) = await _finisher.FinishAsync(circuit, cancellationToken);
            changed.AddRange(carried.Changed);
            outstanding.AddRange(carried.Outstanding);
            warnings.AddRange(carried.Gone);
        }
        return new ReconcileReport(changed.ToImmutable(), outstanding.ToImmutable(), warnings.ToImmutable());
    }

    private async Task<ImmutableArray<string>> DeviationsAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var deviations = ImmutableArray.CreateBuilder<string>();
        foreach (var recorded in circuit.Recorded.OfType<RecordedMapping>())
        {
            // A deleted one cannot be held, and must stay recorded: the next reset says so.
            var mapping = await mappings.FindAsync(recorded.Uuid, cancellationToken);
            if (mapping is not null && !MappingTarget.For(circuit.State, recorded).IsMetBy(mapping))
                deviations.Add(
                    $"{MappingCarrier.Describe(circuit.Function, recorded)} is {mapping.State} with maximum concurrency "
                    + $"{mapping.MaximumConcurrency?.ToString() ?? "none"}, though its circuit is {circuit.State.Word()}: somebody has changed it. "
                    + "The breaker puts it back; reset the circuit to give it back for good.");
        }
        return deviations.ToImmutable();
    }

    private async Task<RecordedMappings> RecordAsync(IEnumerable<string> uuids, CancellationToken cancellationToken)
    {
        var known = ImmutableArray.CreateBuilder<RecordedTrigger>();
        foreach (var uuid in uuids)
        {
            var mapping = await mappings.FindAsync(uuid, cancellationToken);
            if (mapping is null or { State: "Deleting" })
                continue;
            // While Lambda is Updating or Creating it, nobody can tell whether it will be enabled, and Lambda refuses any change meanwhile:
            // waiting loses nothing, and a guess could be restored one day.
            if (mapping is { IsChanging: true, State: not ("Enabling" or "Disabling") })
                return new RecordedMappings
                {
                    Unsettled = $"Mapping {uuid} is {mapping.State}: what it was before cannot be recorded, and Lambda refuses a change meanwhile. "
                        + "Nothing was changed; ask again in a minute.",
                };
            known.Add(new RecordedMapping(
                uuid, mapping.SourceArn, mapping.FunctionName, mapping.State is "Enabled" or "Enabling", mapping.MaximumConcurrency, mapping.IsProvisioned,
                mapping.Stream is { } stream ? new RecordedReading(mapping.BatchSize, stream.ParallelizationFactor) : null));
        }
        return new RecordedMappings { Known = known.ToImmutable() };
    }

    private sealed record RecordedMappings
    {
        public ImmutableArray<RecordedTrigger> Known { get; init; } = [];

        public string? Unsettled { get; init; }
    }
}
