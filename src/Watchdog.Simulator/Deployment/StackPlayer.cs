using System.Text;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;

namespace Watchdog.Simulator.Deployment;

/// <summary>
/// Plays a deployed stack minute by minute. The simulated clock moves only between invocations: physics up to an operator act, the act;
/// physics to the end of the minute, the schedules that are due, what is due in the asynchronous queue.
/// </summary>
/// <param name="advance">Moves the simulated clock on by whole seconds.</param>
/// <param name="acts">What a person does by hand, from the start of the simulation, in any order.</param>
internal sealed class StackPlayer(Stack stack, ProcessFunctionHost host, SimulatedAccount account, Func<DateTimeOffset> now, Action<TimeSpan> advance, IEnumerable<OperatorInvocation> acts)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Queue<OperatorInvocation> acts = new(acts.OrderBy(a => a.At));

    /// <summary>Whole simulated minutes that have passed.</summary>
    public int Minutes { get; private set; }

    public async Task AdvanceMinuteAsync(CancellationToken cancellationToken)
    {
        var at = Minutes * Minute;
        var end = at + Minute;
        // An act at the very end belongs to the next minute: it comes after this minute's schedules.
        while (acts.TryPeek(out var act) && act.At < end)
        {
            advance(act.At - at);
            at = act.At;
            acts.Dequeue();
            await InvokeAsync(act.FunctionLogicalId, act.Payload, cancellationToken);
        }

        advance(end - at);
        Minutes++;
        foreach (var schedule in stack.Schedules.Where(s => Minutes % s.EveryMinutes == 0))
            await host.RunEventAsync(schedule.FunctionName, ScheduledEvent.Of(schedule, now(), account.Region, account.AccountId), cancellationToken);
        await host.DrainAsync(cancellationToken);
    }

    /// <summary>A synchronous invocation, and the asynchronous events that are due.</summary>
    /// <exception cref="ArgumentException">The stack has no such function.</exception>
    public async Task<InvocationResult> InvokeAsync(string functionLogicalId, string payloadJson, CancellationToken cancellationToken)
    {
        var result = await host.InvokeAsync(stack.Function(functionLogicalId).Name, Encoding.UTF8.GetBytes(payloadJson), cancellationToken);
        await host.DrainAsync(cancellationToken);
        return result;
    }
}

/// <param name="At">Since the start of the simulation, whole seconds.</param>
/// <param name="Payload">JSON.</param>
internal sealed record OperatorInvocation(TimeSpan At, string FunctionLogicalId, string Payload);
