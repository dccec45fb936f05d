using System.Collections.Immutable;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>
/// Moves circuits: records what was there, then changes the account, then looks whether it changed. A crash at any point leaves a record
/// from which <see cref="ReconcileAsync"/> goes on.
/// </summary>
public sealed class CircuitBreaker
{
    // Each lost race means that somebody else's write has succeeded; five in a row mean that something is wrong.
    private const int Attempts = 5;

    private readonly ICircuitStore _store;
    private readonly TriggerRecorder _recorder;
    private readonly CircuitFinisher _finisher;
    private readonly CircuitReconciler _reconciler;

    public CircuitBreaker(ICircuitStore store, TriggerControls controls, ITrials trials)
    {
        var carrier = new TriggerCarrier(controls);
        _store = store;
        _recorder = new TriggerRecorder(controls);
        _finisher = new CircuitFinisher(store, carrier);
        _reconciler = new CircuitReconciler(store, carrier, _recorder, _finisher, trials);
    }

    public async Task<CircuitOutcome> ChangeAsync(CircuitRequest request, CancellationToken cancellationToken)
    {
        var circuit = Circuit.Untouched(request.Function);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            circuit = await _store.FindAsync(request.Function, cancellationToken) ?? Circuit.Untouched(request.Function);
            if (request.AskedAt < circuit.Since)
                return CircuitOutcome.Nothing(CircuitOutcomeKind.Refused,
                    $"The request to {request.Action.Word()} is from {request.AskedAt:u}, before the circuit of {request.Function} became "
                    + $"{circuit.State.Word()} at {circuit.Since:u}: too late.",
                    circuit);

            var found = await _recorder.RecordAsync(circuit, request.Action, request.Triggers, cancellationToken);
            switch (CircuitMachine.Apply(circuit, request.Action, found.Known, request.Cause, request.Trial))
            {
                case not CircuitStep.AlreadyThere when found.Unsettled is { } unsettled:
                    return CircuitOutcome.Nothing(CircuitOutcomeKind.TryAgain, unsettled, circuit);
                case CircuitStep.Refused refused:
                    return CircuitOutcome.Nothing(CircuitOutcomeKind.Refused, refused.Message, circuit);
                case CircuitStep.AlreadyThere already:
                    var resumed = await _finisher.FinishAsync(circuit, cancellationToken);
                    return new CircuitOutcome(CircuitOutcomeKind.AlreadyThere, already.Message, resumed.Circuit, resumed.Carried);
                case CircuitStep.Go when await HolderOfAsync(found.Known, request.Function, cancellationToken) is { } holder:
                    return CircuitOutcome.Nothing(CircuitOutcomeKind.Refused, holder, circuit);
                case CircuitStep.Go go when await _store.TrySaveAsync(go.Circuit, go.Transition, cancellationToken):
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
    /// Goes on with what is not seen to be done, puts back what somebody else changed on a trigger that the breaker holds, and takes
    /// experiments one step further. To be called every minute.
    /// </summary>
    public Task<ReconcileReport> ReconcileAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        _reconciler.ReconcileAsync(now, cancellationToken);

    /// <returns>Why they must not be held: what another circuit has changed would be recorded as what its owner wants. Null: nobody holds them.</returns>
    private async Task<string?> HolderOfAsync(ImmutableArray<RecordedTrigger> found, string function, CancellationToken cancellationToken)
    {
        if (found.IsEmpty)
            return null;
        foreach (var other in await _store.ReadAllAsync(cancellationToken))
            if (other.Function != function && found.FirstOrDefault(f => other.Recorded.Any(r => r.Id == f.Id)) is { } shared)
                return $"{TriggerControls.NameOf(shared)} is held by the circuit of {other.Function}, which is {other.State.Word()} since {other.Since:u}: "
                    + $"two circuits cannot hold one trigger. Nothing was changed; look at the circuit of {other.Function} first.";
        return null;
    }
}
