using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>Trip and contain: finds out whether they may be done, and on which mappings.</summary>
internal sealed class HoldDesk(
    WatchdogStack stack, IInventorySource inventory, TopologyBuilder topology, PushTriggerReader pushTriggers, CircuitBreaker breaker, CircuitViews views)
{
    public async Task<OperatorAnswer> AnswerAsync(OperatorCommand command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var function = command.Function!;
        var action = command.Action == OperatorAction.Trip ? CircuitAction.Trip : CircuitAction.Contain;
        var existing = await inventory.ReadAsync(cancellationToken);
        if (existing.FindFunction(function) is null
            || await inventory.ReadFunctionAsync(function, cancellationToken) is not { } details)
            return UnknownFunction(command, existing);
        if (Objection(function, details, command.Force) is { } objection)
            return OperatorAnswer.Failure(action.Word(), objection.Why) with
            {
                Next = objection.ForceHelps
                    ? [$"Do it all the same: {OperatorCommandLine.For(stack.BreakerFunction, command.Action, function, force: true)}"]
                    : [],
            };

        var loop = await FindLoopAsync(existing, function, at, cancellationToken);
        ImmutableArray<string> uuids = loop is null
            ? [.. existing.MappingsTo(function).Select(m => m.Uuid)]
            : [.. loop.OwnMappings.Select(m => m.MappingUuid!)];
        var extent = loop is null
            ? $"No loop through {function} is known: all its mappings are held."
            : $"The loop: {loop.Path}.";
        if (uuids.IsEmpty)
            return OperatorAnswer.Failure(action.Word(), loop is null
                ? $"{function} has no event source mapping; the breaker holds mappings only, no other kind of trigger."
                : $"The loop {loop.Path} comes back to {function} without an event source mapping; the breaker holds mappings only, no other kind of trigger.");

        var outcome = await breaker.ChangeAsync(
            new CircuitRequest(
                function, action, uuids,
                new TransitionCause(at, command.By, command.Reason ?? $"Asked for by {command.By}.", command.Evidence.Add(extent)), command.Time),
            cancellationToken);
        var answer = await views.AnswerAsync(action.Word(), [outcome], cancellationToken);
        return outcome.Kind == CircuitOutcomeKind.Changed
            ? answer with { Message = $"{answer.Message} {extent}", Next = Next(action, function) }
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

    private ImmutableArray<string> Next(CircuitAction action, string function) => action == CircuitAction.Trip
        ? [ResetHint(stack, function)]
        :
        [
            "Watch for two or three minutes whether the source still grows: if it does, the traffic comes from outside; if not, the function feeds itself.",
            $"If it feeds itself: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Trip, function)}",
            ResetHint(stack, function),
        ];

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

    private async Task<Loop?> FindLoopAsync(Inventory existing, string function, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            // The functions' policies are many requests: they are read only where the mappings alone close no loop.
            return (await topology.BuildAsync(existing, [], cancellationToken)).LoopThrough(function)
                ?? (await topology.BuildAsync(existing, await pushTriggers.ReadAsync(existing, at, cancellationToken), cancellationToken)).LoopThrough(function);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Which mapping closes the loop is good to know; that IAM cannot be asked just now must not keep a loop running.
            return null;
        }
    }
}
