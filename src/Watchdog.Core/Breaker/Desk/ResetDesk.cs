using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>Gives back what circuits hold, because a person says so.</summary>
internal sealed class ResetDesk(WatchdogStack stack, CircuitBreaker breaker, CircuitViews views, ITrials trials)
{
    /// <summary>So long after a probe has shown the loop again nobody need measure to know that it is still there.</summary>
    private static readonly TimeSpan StillTrue = TimeSpan.FromMinutes(15);

    /// <param name="circuits">Those that the command is about.</param>
    /// <param name="loopStillMeasured">What the caller has measured; null: nothing.</param>
    public async Task<OperatorAnswer> AnswerAsync(
        ImmutableArray<Circuit> circuits, OperatorCommand command, DateTimeOffset at, string? loopStillMeasured, CancellationToken cancellationToken)
    {
        if (circuits.IsEmpty)
            return OperatorAnswer.Success("reset", "All circuits are closed: nothing to restore.");
        var stillThere = circuits
            .Where(c => c.State != CircuitState.Closed)
            .Select(c => loopStillMeasured ?? Measured(c, at))
            .OfType<string>()
            .Distinct()
            .ToArray();
        if (stillThere.Length > 0 && !command.Force)
            return OperatorAnswer.Failure("reset", $"The loop is still there: {string.Join(' ', stillThere)}") with
            {
                Next = [$"Reset all the same: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Reset, command.Function, force: true)}"],
            };

        var outcomes = ImmutableArray.CreateBuilder<CircuitOutcome>();
        foreach (var circuit in circuits)
            outcomes.Add(await breaker.ChangeAsync(
                new CircuitRequest(
                    circuit.Function, CircuitAction.Reset, [],
                    new TransitionCause(at, command.By, command.Reason ?? $"Asked for by {command.By}.", command.Evidence), command.Time),
                cancellationToken));
        return await views.AnswerAsync("reset", outcomes.ToImmutable(), cancellationToken);
    }

    private string? Measured(Circuit circuit, DateTimeOffset at) => circuit switch
    {
        { State: CircuitState.Open, FailedProbes: > 0 } when at - circuit.Since < StillTrue =>
            $"the last probe of {circuit.Function} was ended at {circuit.Since:u}, less than 15 minutes ago: {circuit.Reason}",
        { State: CircuitState.Contained or CircuitState.HalfOpen } => trials.OutlookOf(circuit).SpeaksForLoop,
        _ => null,
    };
}
