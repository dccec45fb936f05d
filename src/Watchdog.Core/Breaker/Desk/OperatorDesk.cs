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
    private readonly ProbeDesk _probes;
    private readonly ResetDesk _resets;

    public OperatorDesk(
        WatchdogStack stack,
        IInventorySource inventory,
        TopologyBuilder topology,
        PushTriggerReader pushTriggers,
        ICircuitStore store,
        TriggerControls controls,
        ITrials trials,
        BreakerOptions options)
    {
        var planner = new HoldPlanner(stack, inventory, topology, pushTriggers, trials);
        _stack = stack;
        _inventory = inventory;
        _store = store;
        _breaker = new CircuitBreaker(store, controls, trials);
        _views = new CircuitViews(controls, trials);
        _holds = new HoldDesk(stack, inventory, planner, store, _breaker, _views);
        _probes = new ProbeDesk(stack, inventory, planner, store, _breaker, _views, options.Validated());
        _resets = new ResetDesk(stack, _breaker, _views, trials);
    }

    /// <param name="now">The time of the request, or of the invocation.</param>
    /// <param name="loopStillMeasured">
    /// A sentence with the measurement, where the caller has measured that the loop is still there; reset is then refused without force.
    /// </param>
    public async Task<OperatorAnswer> AnswerAsync(
        OperatorCommand command, DateTimeOffset now, CancellationToken cancellationToken, string? loopStillMeasured = null)
    {
        var at = command.Time ?? now;
        switch (command.Action)
        {
            case OperatorAction.Trip or OperatorAction.Contain or OperatorAction.Escalate:
                return await _holds.AnswerAsync(command, at, cancellationToken);
            case OperatorAction.Reconcile:
                return await ReconcileAsync(at, cancellationToken);
        }
        var (circuits, unknown) = await CircuitsAsync(command, cancellationToken);
        if (unknown is not null)
            return unknown;
        return command.Action switch
        {
            OperatorAction.Status => await StatusAsync(circuits, cancellationToken),
            OperatorAction.History => await HistoryAsync(command, cancellationToken),
            OperatorAction.Probe => await _probes.AnswerAsync(circuits[0], command, at, cancellationToken),
            OperatorAction.Reset => await _resets.AnswerAsync(circuits, command, at, loopStillMeasured, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Action, null),
        };
    }

    /// <summary>The answer to a payload that could not be read.</summary>
    public OperatorAnswer Misread(string error) => OperatorAnswer.Failure("", error) with
    {
        Next = [$"Look at all circuits: {OperatorCommandLine.For(_stack.BreakerFunction, OperatorAction.Status, null)}"],
    };

    private async Task<OperatorAnswer> StatusAsync(ImmutableArray<Circuit> circuits, CancellationToken cancellationToken)
    {
        var held = circuits.Where(c => c.State != CircuitState.Closed).ToArray();
        return OperatorAnswer.Success("status", held.Length == 0 ? "No circuit is held." : $"{held.Length} circuit(s) held.") with
        {
            Circuits = await _views.OfAsync(circuits, cancellationToken),
            Next = [.. held.Select(c => HoldDesk.ResetHint(_stack, c.Function))],
        };
    }

    private async Task<OperatorAnswer> HistoryAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var history = await _store.ReadHistoryAsync(command.Function, command.Limit, cancellationToken);
        return OperatorAnswer.Success("history", history.Count == 0 ? "The breaker has changed nothing yet." : $"{history.Count} transition(s), newest first.") with
        {
            History = [.. history.Select(HistoryEntry.Of)],
        };
    }

    private async Task<OperatorAnswer> ReconcileAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var settled = await _breaker.ReconcileAsync(at, cancellationToken);
        var probed = await _probes.ProbeDueAsync(at, cancellationToken);
        var outstanding = settled.Outstanding.AddRange(probed.Outstanding);
        return OperatorAnswer.Success("reconcile", outstanding.IsEmpty
            ? "The account is as the circuits say."
            : "Not all circuits are carried out yet; the breaker goes on each minute.") with
        {
            Changed = settled.Changed.AddRange(probed.Changed),
            Outstanding = outstanding,
            Warnings = settled.Warnings,
        };
    }

    /// <summary>
    /// The circuit of the command's function; without one, all that are not closed and settled. A name that neither the breaker nor the account
    /// knows is an error.
    /// </summary>
    private async Task<(ImmutableArray<Circuit> Circuits, OperatorAnswer? Unknown)> CircuitsAsync(
        OperatorCommand command, CancellationToken cancellationToken)
    {
        if (command.Function is not { } function)
            return ([.. (await _store.ReadAllAsync(cancellationToken)).Where(c => !c.IsSettledClosed).OrderBy(c => c.Function, StringComparer.Ordinal)], null);
        // A function that was deleted meanwhile still has its circuit.
        if (await _store.FindAsync(function, cancellationToken) is { } circuit)
            return ([circuit], null);
        var existing = await _inventory.ReadAsync(cancellationToken);
        return existing.FindFunction(function) is null
            ? ([], HoldDesk.UnknownFunction(command, existing))
            : ([Circuit.Untouched(function)], null);
    }
}
