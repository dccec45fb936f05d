using System.Collections.Immutable;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>Lets a trickle through an open circuit, because somebody asks for it or because its cool-down is over.</summary>
internal sealed class ProbeDesk(
    WatchdogStack stack, IInventorySource inventory, HoldPlanner planner, ICircuitStore store, CircuitBreaker breaker, CircuitViews views, BreakerOptions options)
{
    public async Task<OperatorAnswer> AnswerAsync(Circuit circuit, OperatorCommand command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var outcome = await ProbeAsync(
            circuit, new TransitionCause(at, command.By, command.Reason ?? $"Asked for by {command.By}.", command.Evidence), command.Time, cancellationToken);
        return await views.AnswerAsync("probe", [outcome], cancellationToken) with
        {
            Next = outcome.IsAccepted
                ?
                [
                    outcome.Circuit.Trial is null
                        ? "Watch whether the function's messages grow again."
                        : $"Wait: the breaker opens the circuit again or closes it by itself. How it stands: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Status, circuit.Function)}",
                    $"If they grow again, open the circuit: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Trip, circuit.Function)}",
                    HoldDesk.ResetHint(stack, circuit.Function),
                ]
                : [],
        };
    }

    /// <summary>Probes the open circuits whose cool-down is over.</summary>
    /// <returns>What was done, and what could not be done.</returns>
    public async Task<ReconcileReport> ProbeDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (changed, outstanding) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        if (!options.AutoProbe)
            return new ReconcileReport([], [], []);
        foreach (var circuit in await store.ReadAllAsync(cancellationToken))
        {
            if (!circuit.Applied || options.ProbeDueAt(circuit) is not { } due || now < due)
                continue;
            try
            {
                var failed = circuit.FailedProbes == 0 ? "" : $", and {circuit.FailedProbes} probe(s) have shown the loop again";
                var cause = new TransitionCause(now, "CircuitBreaker", $"The circuit has been open since {circuit.Since:u}{failed}: its cool-down is over.", []);
                var outcome = await ProbeAsync(circuit, cause, now, cancellationToken);
                (outcome.IsAccepted ? changed : outstanding).Add(outcome.Message);
                changed.AddRange(outcome.Carried.Changed);
                outstanding.AddRange(outcome.Carried.Outstanding);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                outstanding.Add($"The circuit of {circuit.Function} could not be probed ({e.GetType().Name}: {e.Message}); the breaker tries again within a minute.");
            }
        }
        return new ReconcileReport(changed.ToImmutable(), outstanding.ToImmutable(), []);
    }

    private async Task<CircuitOutcome> ProbeAsync(Circuit circuit, TransitionCause cause, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        // Only an open circuit has something to plan; what comes of the others the state machine says.
        var plan = circuit.State == CircuitState.Open
            ? await planner.ForProbeAsync(await inventory.ReadAsync(cancellationToken), circuit, cause.At, cancellationToken)
            : new HoldPlan([], null, "", null);
        var evidence = plan.Extent.Length == 0 ? cause.Evidence : cause.Evidence.Add(plan.Extent);
        return await breaker.ChangeAsync(
            new CircuitRequest(circuit.Function, CircuitAction.Probe, plan.Triggers, cause with { Evidence = evidence }, askedAt) { Trial = plan.Trial },
            cancellationToken);
    }
}
