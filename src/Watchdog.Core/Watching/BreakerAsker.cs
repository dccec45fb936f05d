using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Text;

namespace Watchdog.Core.Watching;

/// <summary>Asks the CircuitBreaker function, in the words of an operator.</summary>
/// <param name="by">The watcher that asks.</param>
internal sealed class BreakerAsker(IBreakerRequests breaker, string by)
{
    /// <returns>Null, or why the breaker could not be reached. Loops are to be looked for all the same.</returns>
    public async Task<string?> ReconcileAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(new OperatorCommand(OperatorAction.Reconcile, By: by, Time: now), cancellationToken);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.Message;
        }
    }

    /// <param name="decision">To trip or to contain.</param>
    /// <returns>The decision; an alert when the breaker could not be reached: people must be told all the more, and the next tick asks again.</returns>
    public async Task<BreakerDecision> AskAsync(LoopEvidence evidence, BreakerDecision decision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(CommandOf(evidence, decision, now), cancellationToken);
            return decision;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var what = decision is BreakerDecision.Trip ? "The circuit should be opened" : "The function should be contained";
            return new BreakerDecision.Alert($"{decision.Reason} {what}, but the breaker could not be reached: {e.Message}");
        }
    }

    /// <summary>Asks for all to be held that can invoke a function. What does not reach the breaker is asked for again a minute later.</summary>
    /// <returns>Whether the breaker was reached.</returns>
    public async Task<bool> EscalateAsync(string function, RunsOn on, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(
                new OperatorCommand(
                    OperatorAction.Escalate, function, By: by, Reason: "The function runs on although its circuit is open.",
                    Evidence: [$"{Say.Number(on.PerMinute)} invocations/min, after {Say.Number(on.Before)}/min when the circuit was opened."], Time: now),
                cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }

    private OperatorCommand CommandOf(LoopEvidence evidence, BreakerDecision decision, DateTimeOffset now) => new(
        decision is BreakerDecision.Trip ? OperatorAction.Trip : OperatorAction.Contain,
        evidence.Function, By: by, Reason: decision.Reason, Evidence: evidence.Sentences, Time: now, Proven: decision is BreakerDecision.Trip { IsProven: true });

    private Task SendAsync(OperatorCommand command, CancellationToken cancellationToken) =>
        breaker.RequestAsync(OperatorCommandWriter.Write(command), cancellationToken);
}
