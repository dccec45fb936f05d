using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Removal;

/// <summary>
/// What has to be done before the stack can go: every circuit is closed, so that nothing stays disabled that nobody would enable again, and the
/// alarms that were made for single resources are deleted, which CloudFormation knows nothing of.
/// </summary>
public sealed class StackRemoval(OperatorDesk desk, IAlarmControl alarms, IRemovalMark mark)
{
    private const string Me = "CloudFormation";

    private const string Reason = "The stack is being removed.";

    /// <summary>The stack exists, or exists again: circuits may be opened.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (await mark.IsSetAsync(cancellationToken))
            await mark.SetAsync(false, cancellationToken);
    }

    /// <summary>Gives everything back. Asked for again, it goes on where it was.</summary>
    /// <param name="now">The time of the request.</param>
    /// <param name="untilNextRound">Waits: Lambda takes seconds to minutes to change a mapping, and refuses another change meanwhile.</param>
    /// <param name="cancellationToken">When time is up; what is not done by then is in the report.</param>
    public async Task<RemovalReport> EndAsync(DateTimeOffset now, Func<CancellationToken, Task> untilNextRound, CancellationToken cancellationToken)
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        var outstanding = ImmutableArray.Create("Nothing was looked at yet.");
        try
        {
            // A watcher's last request may still be on its way.
            await mark.SetAsync(true, cancellationToken);
            while (true)
            {
                var reset = await desk.AnswerAsync(new OperatorCommand(OperatorAction.Reset, Force: true, By: Me, Reason: Reason), now, cancellationToken);
                changed.AddRange(reset.Changed);
                outstanding = [.. reset.Error is { } error ? [error] : Array.Empty<string>(), .. reset.Outstanding];
                if (outstanding.IsEmpty)
                    break;
                await untilNextRound(cancellationToken);
            }
            outstanding = ["The alarms of single resources are not deleted yet."];
            var names = (await alarms.ReadAsync(cancellationToken)).Select(alarm => alarm.Name).ToArray();
            if (names.Length > 0)
                await alarms.DeleteAsync(names, cancellationToken);
            changed.AddRange(names.Select(name => $"Alarm {name}: deleted."));
            outstanding = [];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Time is up.
        }
        return new RemovalReport(changed.ToImmutable(), outstanding);
    }

    /// <returns>Null: it may be carried out. A stack that goes must not open what it cannot close any more.</returns>
    public async Task<OperatorAnswer?> RefusalAsync(OperatorCommand command, CancellationToken cancellationToken) =>
        command.Action is OperatorAction.Trip or OperatorAction.Contain or OperatorAction.Escalate or OperatorAction.Probe
        && await mark.IsSetAsync(cancellationToken)
            ? OperatorAnswer.Failure(command.Action.Word(), "The stack is being removed: no circuit is opened any more, because nobody would close it.")
            : null;
}

/// <param name="Changed">What was restored and deleted.</param>
/// <param name="Outstanding">What could not be done or is not seen to be done; empty: the stack can go.</param>
public sealed record RemovalReport(ImmutableArray<string> Changed, ImmutableArray<string> Outstanding)
{
    public bool IsDone => Outstanding.IsEmpty;
}
