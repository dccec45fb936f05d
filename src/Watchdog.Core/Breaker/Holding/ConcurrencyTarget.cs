namespace Watchdog.Core.Breaker;

/// <summary>What a function's reserved concurrency has to be while a circuit is in a state.</summary>
/// <param name="Reserved">Executions; null: no reservation.</param>
public sealed record ConcurrencyTarget(int? Reserved)
{
    public static ConcurrencyTarget For(Circuit circuit, RecordedConcurrency recorded)
    {
        var isOwn = recorded.Function == circuit.Function;
        return circuit.State switch
        {
            CircuitState.Closed => new(recorded.Reserved),
            CircuitState.Open => !isOwn || (RulesSuffice(circuit, recorded) && !circuit.IsEscalated)
                ? new(recorded.Reserved)
                : AtMost(recorded.StopsWhenOpen ? 0 : 1, recorded),
            CircuitState.Contained or CircuitState.HalfOpen => circuit.Trial switch
            {
                { Phase: TrialPhase.Trickle } trial => AtMost(Math.Max(1, trial.HopOf(recorded.Function)?.Trickle ?? 1), recorded),
                null when !isOwn => new(recorded.Reserved),
                _ => AtMost(1, recorded),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(circuit), circuit.State, null),
        };
    }

    /// <summary>Whether all that calls the function on the loop are rules that the circuit holds: to disable them is enough, then.</summary>
    public static bool RulesSuffice(Circuit circuit, RecordedConcurrency recorded) =>
        !recorded.Callers.IsEmpty && recorded.Callers.All(arn => circuit.Recorded.OfType<RecordedRule>().Any(rule => rule.Arn == arn));

    // A reservation of 0 is somebody's own stop.
    private static ConcurrencyTarget AtMost(int executions, RecordedConcurrency recorded) => new(Math.Min(executions, recorded.Reserved ?? int.MaxValue));
}
