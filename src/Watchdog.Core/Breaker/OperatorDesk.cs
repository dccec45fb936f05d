using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>Carries out what an operator or a watcher asks of the breaker, and answers.</summary>
public sealed class OperatorDesk
{
    private readonly WatchdogStack _stack;
    private readonly IInventorySource _inventory;
    private readonly ICircuitStore _store;
    private readonly CircuitBreaker _breaker;
    private readonly CircuitViews _views;
    private readonly HoldDesk _holds;

    public OperatorDesk(
        WatchdogStack stack,
        IInventorySource inventory,
        TopologyBuilder topology,
        PushTriggerReader pushTriggers,
        ICircuitStore store,
        IMappingControl mappings)
    {
        _stack = stack;
        _inventory = inventory;
        _store = store;
        _breaker = new CircuitBreaker(store, mappings);
        _views = new CircuitViews(mappings);
        _holds = new HoldDesk(stack, inventory, topology, pushTriggers, _breaker, _views);
    }

    /// <param name="now">The time of the request, or of the invocation.</param>
    /// <param name="loopStillMeasured">
    /// A sentence with the measurement, where the caller has measured that the loop is still there; reset is then refused without force.
    /// </param>
    public async Task<OperatorAnswer> AnswerAsync(
        OperatorCommand command, DateTimeOffset now, CancellationToken cancellationToken, string? loopStillMeasured = null)
    {
        var at = command.Time ?? now;
        return command.Action switch
        {
            OperatorAction.Status => await StatusAsync(command, cancellationToken),
            OperatorAction.History => await HistoryAsync(command, cancellationToken),
            OperatorAction.Trip or OperatorAction.Contain => await _holds.AnswerAsync(command, at, cancellationToken),
            OperatorAction.Probe => await ProbeAsync(command, at, cancellationToken),
            OperatorAction.Reset => await ResetAsync(command, at, loopStillMeasured, cancellationToken),
            OperatorAction.Reconcile => await ReconcileAsync(at, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Action, null),
        };
    }

    /// <summary>The answer to a payload that could not be read.</summary>
    public OperatorAnswer Misread(string error) => OperatorAnswer.Failure("", error) with
    {
        Next = [$"Look at all circuits: {OperatorCommandLine.For(_stack.BreakerFunction, OperatorAction.Status, null)}"],
    };

    private async Task<OperatorAnswer> StatusAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var (circuits, unknown) = await CircuitsAsync(command, cancellationToken);
        if (unknown is not null)
            return unknown;
        if (command.Function is null)
            circuits = [.. circuits.Where(c => !c.IsSettledClosed)];
        var held = circuits.Count(c => c.State != CircuitState.Closed);
        var message = held == 0 ? "No circuit is held." : $"{held} circuit(s) held.";
        return OperatorAnswer.Success("status", message) with
        {
            Circuits = await _views.OfAsync(circuits, cancellationToken),
            Next = [.. circuits.Where(c => c.State != CircuitState.Closed).Select(c => HoldDesk.ResetHint(_stack, c.Function))],
        };
    }

    private async Task<OperatorAnswer> HistoryAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        if (command.Function is not null && (await CircuitsAsync(command, cancellationToken)).Unknown is { } unknown)
            return unknown;
        var history = await _store.ReadHistoryAsync(command.Function, command.Limit, cancellationToken);
        return OperatorAnswer.Success("history", history.Count == 0 ? "The breaker has changed nothing yet." : $"{history.Count} transition(s), newest first.") with
        {
            History = [.. history.Select(HistoryEntry.Of)],
        };
    }

    private async Task<OperatorAnswer> ProbeAsync(OperatorCommand command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (circuits, unknown) = await CircuitsAsync(command, cancellationToken);
        if (unknown is not null)
            return unknown;
        var outcome = await ChangeAsync(circuits[0].Function, CircuitAction.Probe, command, at, cancellationToken);
        return await _views.AnswerAsync("probe", [outcome], cancellationToken) with
        {
            Next = outcome.IsAccepted
                ?
                [
                    "Watch whether the function's messages grow again.",
                    $"If they do, open the circuit again: {OperatorCommandLine.For(_stack.BreakerFunction, OperatorAction.Trip, command.Function)}",
                    HoldDesk.ResetHint(_stack, command.Function!),
                ]
                : [],
        };
    }

    private async Task<OperatorAnswer> ResetAsync(
        OperatorCommand command, DateTimeOffset at, string? loopStillMeasured, CancellationToken cancellationToken)
    {
        var (circuits, unknown) = await CircuitsAsync(command, cancellationToken);
        if (unknown is not null)
            return unknown;
        if (command.Function is null)
            circuits = [.. circuits.Where(c => !c.IsSettledClosed)];
        if (circuits.IsEmpty)
            return OperatorAnswer.Success("reset", "All circuits are closed: nothing to restore.");
        if (loopStillMeasured is not null && !command.Force && circuits.Any(c => c.State != CircuitState.Closed))
            return OperatorAnswer.Failure("reset", $"The loop is still there: {loopStillMeasured}") with
            {
                Next = [$"Reset all the same: {OperatorCommandLine.For(_stack.BreakerFunction, OperatorAction.Reset, command.Function, force: true)}"],
            };

        var outcomes = ImmutableArray.CreateBuilder<CircuitOutcome>();
        foreach (var circuit in circuits)
            outcomes.Add(await ChangeAsync(circuit.Function, CircuitAction.Reset, command, at, cancellationToken));
        return await _views.AnswerAsync("reset", outcomes.ToImmutable(), cancellationToken);
    }

    private async Task<OperatorAnswer> ReconcileAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var report = await _breaker.ReconcileAsync(at, cancellationToken);
        return OperatorAnswer.Success("reconcile", report.Outstanding.IsEmpty
            ? "The account is as the circuits say."
            : "Not all circuits are carried out yet; the breaker goes on each minute.") with
        {
            Changed = report.Changed,
            Outstanding = report.Outstanding,
            Warnings = report.Warnings,
        };
    }

    private Task<CircuitOutcome> ChangeAsync(
        string function, CircuitAction action, OperatorCommand command, DateTimeOffset at, CancellationToken cancellationToken) =>
        _breaker.ChangeAsync(
            new CircuitRequest(
                function, action, [], new TransitionCause(at, command.By, command.Reason ?? $"Asked for by {command.By}.", command.Evidence), command.Time),
            cancellationToken);

    /// <summary>The circuit of the command's function, or all; a name that neither the breaker nor the account knows is an error.</summary>
    private async Task<(ImmutableArray<Circuit> Circuits, OperatorAnswer? Unknown)> CircuitsAsync(
        OperatorCommand command, CancellationToken cancellationToken)
    {
        if (command.Function is not { } function)
            return ([.. (await _store.ReadAllAsync(cancellationToken)).OrderBy(c => c.Function, StringComparer.Ordinal)], null);
        // A function that was deleted meanwhile still has its circuit.
        if (await _store.FindAsync(function, cancellationToken) is { } circuit)
            return ([circuit], null);
        var existing = await _inventory.ReadAsync(cancellationToken);
        return existing.FindFunction(function) is null
            ? ([], HoldDesk.UnknownFunction(command, existing))
            : ([Circuit.Untouched(function)], null);
    }
}
