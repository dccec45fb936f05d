using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>The transitions of a circuit, without carrying them out.</summary>
public static class CircuitMachine
{
    private static readonly ImmutableArray<(CircuitState From, CircuitAction On, CircuitState To)> Transitions =
    [
        (CircuitState.Closed, CircuitAction.Contain, CircuitState.Contained),
        (CircuitState.Closed, CircuitAction.Trip, CircuitState.Open),
        (CircuitState.Contained, CircuitAction.Trip, CircuitState.Open),
        (CircuitState.Contained, CircuitAction.Release, CircuitState.Closed),
        (CircuitState.Contained, CircuitAction.Reset, CircuitState.Closed),
        (CircuitState.Open, CircuitAction.Probe, CircuitState.HalfOpen),
        (CircuitState.Open, CircuitAction.Escalate, CircuitState.Open),
        (CircuitState.Open, CircuitAction.Reset, CircuitState.Closed),
        (CircuitState.HalfOpen, CircuitAction.Trip, CircuitState.Open),
        (CircuitState.HalfOpen, CircuitAction.Release, CircuitState.Closed),
        (CircuitState.HalfOpen, CircuitAction.Reset, CircuitState.Closed),
        (CircuitState.Contained, CircuitAction.Hold, CircuitState.Contained),
        (CircuitState.Open, CircuitAction.Hold, CircuitState.Open),
        (CircuitState.HalfOpen, CircuitAction.Hold, CircuitState.HalfOpen),
    ];

    /// <param name="found">
    /// What the triggers that the action is about are like now. Of a trigger that the circuit has recorded already the older record stands:
    /// what is there now may be the breaker's own doing.
    /// </param>
    /// <param name="trial">The experiment that begins with a contained or half-open circuit; null: none could be planned.</param>
    public static CircuitStep Apply(
        Circuit circuit, CircuitAction action, ImmutableArray<RecordedTrigger> found, TransitionCause cause, Trial? trial = null)
    {
        var transition = Transitions.FirstOrDefault(t => t.From == circuit.State && t.On == action);
        if (transition == default)
            return Elsewhere(circuit, action);
        if (action == CircuitAction.Escalate && circuit.IsEscalated)
            return new CircuitStep.AlreadyThere($"All that the breaker can hold of {circuit.Function} is held already; its circuit is open since {circuit.Since:u}.");

        var recorded = circuit.Recorded.AddRange(found.Where(f => circuit.Recorded.All(r => r.Id != f.Id)));
        if (recorded.IsEmpty)
            return new CircuitStep.Refused(
                $"The circuit of {circuit.Function} cannot become {transition.To.Word()}: {circuit.Function} has no trigger to act on.");

        var moved = transition.From == transition.To ? circuit : Moved(circuit, transition.To, cause, trial);
        var next = moved with
        {
            Recorded = recorded,
            IsEscalated = (moved.IsEscalated || action == CircuitAction.Escalate) && moved.State != CircuitState.Closed,
            Applied = false,
            Version = circuit.Version + 1,
        };
        return new CircuitStep.Go(next, new CircuitTransition(
            circuit.Function, cause.At, action.Word(), circuit.State, next.State, cause.By, cause.Reason, cause.Evidence, next.Version));
    }

    /// <summary>The account was seen to be as the state says: the last write of a transition. What was given back need not be remembered.</summary>
    public static Circuit Applied(Circuit circuit) => circuit with
    {
        Recorded = circuit.State switch
        {
            CircuitState.Closed => [],
            // The other functions on the loop were held for the experiment, and are their owners' again.
            CircuitState.Open => [.. circuit.Recorded.Where(r => r.Function == circuit.Function)],
            _ => circuit.Recorded,
        },
        Applied = true,
        Version = circuit.Version + 1,
    };

    /// <summary>The experiment has gone on; where it lets something else through than before, the triggers have to follow.</summary>
    public static Circuit Tried(Circuit circuit, Trial trial) => circuit with
    {
        Trial = trial,
        Applied = circuit.Applied && circuit.Trial is { } before && LetsThroughTheSame(before, trial),
        Version = circuit.Version + 1,
    };

    /// <summary>Whether two moments of an experiment want the same of the triggers.</summary>
    public static bool LetsThroughTheSame(Trial before, Trial after) => before.Phase == after.Phase
        && (after.Phase is TrialPhase.Pause
            || before.Hops.Select(h => (h.Function, h.Trickle)).SequenceEqual(after.Hops.Select(h => (h.Function, h.Trickle))));

    private static Circuit Moved(Circuit circuit, CircuitState to, TransitionCause cause, Trial? trial) => circuit with
    {
        State = to,
        Since = cause.At,
        By = cause.By,
        Reason = cause.Reason,
        Trial = to is CircuitState.Contained or CircuitState.HalfOpen ? trial : null,
        Outside = cause.Outside ?? circuit.Outside,
        ProvenAt = to == CircuitState.Open && cause.IsProof ? cause.At : circuit.ProvenAt,
        FailedProbes = to switch
        {
            CircuitState.Closed => 0,
            CircuitState.Open when circuit.State == CircuitState.HalfOpen => circuit.FailedProbes + 1,
            _ => circuit.FailedProbes,
        },
    };

    private static CircuitStep Elsewhere(Circuit circuit, CircuitAction action)
    {
        if (circuit.State == CircuitState.Closed && action is CircuitAction.Reset or CircuitAction.Release)
            return new CircuitStep.AlreadyThere(circuit.Applied
                ? $"The circuit of {circuit.Function} is closed: nothing to restore."
                : $"The circuit of {circuit.Function} is closed already, and what was recorded is being restored.");
        if (Transitions.Where(t => t.On == action && t.From != t.To).Any(t => t.To == circuit.State))
            return new CircuitStep.AlreadyThere($"The circuit of {circuit.Function} is {circuit.State.Word()} already, since {circuit.Since:u}.");
        var allowed = Transitions
            .Where(t => t.From == circuit.State && t.On != CircuitAction.Hold)
            .Select(t => $"{t.On.Word()} (to {t.To.Word()})");
        return new CircuitStep.Refused(
            $"{action.Word()} is not allowed: the circuit of {circuit.Function} is {circuit.State.Word()}; allowed from there: {string.Join(", ", allowed)}.");
    }
}
