using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>Trip, contain and escalate: finds out whether they may be done, and on which triggers.</summary>
internal sealed class HoldDesk(WatchdogStack stack, IInventorySource inventory, HoldPlanner planner, ICircuitStore store, CircuitBreaker breaker, CircuitViews views)
{
    public async Task<OperatorAnswer> AnswerAsync(OperatorCommand command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var function = command.Function!;
        var existing = await inventory.ReadAsync(cancellationToken);
        if (existing.FindFunction(function) is null
            || await inventory.ReadFunctionAsync(function, cancellationToken) is not { } details)
            return UnknownFunction(command, existing);
        var word = command.Action.Word();
        if (Objection(function, details, command.Force) is { } objection)
            return OperatorAnswer.Failure(word, objection.Why) with
            {
                Next = objection.ForceHelps
                    ? [$"Do it all the same: {OperatorCommandLine.For(stack.BreakerFunction, command.Action, function, force: true)}"]
                    : [],
            };

        var (action, plan) = command.Action switch
        {
            OperatorAction.Trip => (CircuitAction.Trip, await planner.ForTripAsync(existing, details, function, at, cancellationToken)),
            OperatorAction.Contain => (CircuitAction.Contain, await planner.ForContainAsync(existing, details, await CircuitOfAsync(function, cancellationToken), at, cancellationToken)),
            OperatorAction.Escalate => (CircuitAction.Escalate, HoldPlanner.ForEscalate(existing, details, function)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Action, null),
        };
        if (plan.Problem is { } problem)
            return OperatorAnswer.Failure(word, problem);

        var cause = new TransitionCause(at, command.By, command.Reason ?? $"Asked for by {command.By}.", command.Evidence.Add(plan.Extent))
        {
            IsProof = command.Proven,
        };
        var outcome = await breaker.ChangeAsync(
            new CircuitRequest(function, action, plan.Triggers, cause, command.Time) { Trial = plan.Trial }, cancellationToken);
        var answer = await views.AnswerAsync(word, [outcome], cancellationToken);
        return outcome.Kind == CircuitOutcomeKind.Changed
            ? answer with { Message = $"{answer.Message} {plan.Extent}", Next = Next(outcome.Circuit) }
            : answer;
    }

    public static string ResetHint(WatchdogStack stack, string function) =>
        $"Restore what was there before: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Reset, function)}";

    public static OperatorAnswer UnknownFunction(OperatorCommand command, Inventory existing)
    {
        var closest = ClosestName.To(command.Function!, existing.Functions.Select(f => f.Name));
        return OperatorAnswer.Failure(
            command.Action.Word(),
            $"Field 'function': there is no function '{command.Function}' in this account and region"
            + (closest is null ? "." : $"; did you mean '{closest}'?"));
    }

    private async Task<Circuit> CircuitOfAsync(string function, CancellationToken cancellationToken) =>
        await store.FindAsync(function, cancellationToken) ?? Circuit.Untouched(function);

    private ImmutableArray<string> Next(Circuit circuit) => circuit switch
    {
        { State: CircuitState.Contained, Trial: null } =>
        [
            "Watch for two or three minutes whether the source still grows: if it does, the traffic comes from outside; if not, the function feeds itself.",
            $"If it feeds itself: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Trip, circuit.Function)}",
            ResetHint(stack, circuit.Function),
        ],
        { State: CircuitState.Contained } =>
        [
            $"Wait: the breaker opens the circuit or gives everything back by itself. How it stands: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Status, circuit.Function)}",
            $"Do not wait, and open it: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Trip, circuit.Function)}",
            ResetHint(stack, circuit.Function),
        ],
        { State: CircuitState.Open, IsEscalated: false } =>
        [
            $"If invocations go on, hold all else that can invoke it: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Escalate, circuit.Function)}",
            $"When the cause is mended, let a trickle through and see: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Probe, circuit.Function)}",
            ResetHint(stack, circuit.Function),
        ],
        _ => [ResetHint(stack, circuit.Function)],
    };

    private (string Why, bool ForceHelps)? Objection(string function, FunctionDetails details, bool force)
    {
        if (stack.Owns(function))
            return ($"{function} is one of Watchdog's own functions; the breaker never acts on them, not even with force.", false);
        if (force)
            return null;
        if (details.RecursionAllowed)
            return ($"The RecursiveLoop setting of {function} is Allow: its owner means it to call itself.", true);
        return details.Tags.TryGetValue(BreakerModes.Tag, out var tag) && BreakerModes.Parse(tag) == BreakerMode.Off
            ? ($"{function} is tagged {BreakerModes.Tag}=off: its owner does not want the breaker to act on it.", true)
            : null;
    }
}
