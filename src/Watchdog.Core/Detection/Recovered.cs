using Watchdog.Core.Incidents;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>A stall has ended: in the newest readable minute the consumer ran without error and messages were deleted.</summary>
public static class Recovered
{
    /// <param name="stall">The firing incident of the queue.</param>
    /// <returns>A judgement of the stall: that it has ended, or why not.</returns>
    public static Judgement Judge(QueueSignals queue, Incident stall, DateTimeOffset now)
    {
        var id = queue.Queue.Id;
        if (queue.MainConsumer is not { } consumer)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "no function reads it");
        var signals = consumer.Signals;
        if (signals.Invocations.Length == 0 || queue.Deleted.Length == 0)
            return new Judgement.InsufficientData(Symptom.ErrorStall, id, "no readable minute");

        var succeeded = signals.Invocations.Last > 0 && signals.Errors.Last == 0;
        if (!succeeded || queue.Deleted.Last is not > 0)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "the consumer has not succeeded yet");

        var arrivals = queue.Sent.Tail(3).Sum / Math.Min(3, queue.Sent.Length);
        var drain = DrainTime.Project(queue, consumer, arrivals);
        var lasted = now - stall.Finding.Since;
        return new Judgement.Ended(Symptom.ErrorStall, new Finding(
            Symptom.Recovered,
            id,
            signals.Invocations.TimeAt(signals.Invocations.Length - 1),
            Severity.Info,
            $"{queue.Queue.Name} is being worked off again after {Say.Duration(lasted)}: {signals.Function.Name} has no errors, " +
            $"{Say.Number(queue.Deleted.Last.Value)} messages were deleted in the newest minute, {Say.Number(queue.Depth.Total)} wait. " +
            drain switch
            {
                null => "At the pace seen the backlog is never drained.",
                { TotalMinutes: < 1 } => "The backlog is drained within a minute.",
                { } time => $"At the pace seen the backlog is drained in {Say.Duration(time)}, at {Say.Time(now + time)}.",
            },
            [
                new Evidence("lasted", Math.Round(lasted.TotalMinutes), "min"),
                new Evidence("messages waiting", queue.Depth.Total, ""),
                new Evidence("deleted", queue.Deleted.Last.Value, "messages/min"),
                new Evidence("arrivals", Math.Round(arrivals), "messages/min"),
                new Evidence("concurrent executions", signals.ConcurrentExecutions.Last ?? 0, ""),
                .. drain is { } d ? new[] { new Evidence("drained in", Math.Ceiling(d.TotalMinutes), "min") } : [],
            ],
            Cause.Of(consumer.Function.Id, $"{signals.Function.Name} succeeds again."),
            [],
            DecidingSeries.Of("deleted/min", queue.Deleted)));
    }
}
