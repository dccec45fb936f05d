using Watchdog.Core.Incidents;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A stall has ended: in the newest minute in which the consumer ran, it ran with next to no errors and messages were deleted. Where few messages come that
/// minute is not always the newest.
/// </summary>
public static class Recovered
{
    /// <summary>Of the messages received at least so many must have been deleted: with partial batches there are no errors to go by.</summary>
    private const double MinimumProgress = 0.5;

    /// <summary>Of the invocations so many may fail, as some always do.</summary>
    private const double MaximumErrors = 0.05;

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

        if (Success(queue, signals) is not { } minute)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "the consumer has not succeeded yet");
        var deleted = queue.Deleted[minute]!.Value;

        var arrivals = queue.Sent.Tail(3).Sum / Math.Min(3, queue.Sent.Length);
        var drain = DrainTime.Project(queue, consumer, arrivals);
        var lasted = now - stall.Finding.Since;
        return new Judgement.Ended(Symptom.ErrorStall, new Finding(
            Symptom.Recovered,
            id,
            queue.Deleted.TimeAt(minute),
            Severity.Info,
            $"{queue.Queue.Name} is being worked off again after {Say.Duration(lasted)}: {signals.Function.Name} succeeds, " +
            $"{Say.Count(deleted, "message")} deleted in the newest minute with any, {Say.Number(queue.Depth.Total)} wait. " +
            drain switch
            {
                null => "At the pace seen the backlog is never drained.",
                { TotalMinutes: < 1 } => "The backlog is drained within a minute.",
                { } time => $"At the pace seen the backlog is drained in {Say.Duration(time)}, at {Say.Time(now + time)}.",
            },
            [
                new Evidence("lasted", Math.Round(lasted.TotalMinutes), "min"),
                new Evidence("messages waiting", queue.Depth.Total, ""),
                new Evidence("deleted", deleted, "messages/min"),
                new Evidence("arrivals", Math.Round(arrivals), "messages/min"),
                new Evidence("concurrent executions", signals.ConcurrentExecutions.Last ?? 0, ""),
                .. drain is { } d ? new[] { new Evidence("drained in", Math.Ceiling(d.TotalMinutes), "min") } : [],
            ],
            Cause.Of(consumer.Function.Id, $"{signals.Function.Name} succeeds again."),
            [],
            DecidingSeries.Of("deleted/min", queue.Deleted)));
    }

    // The newest minute with an invocation or a deletion, if it is one of success.
    private static int? Success(QueueSignals queue, FunctionSignals signals)
    {
        for (var minute = Math.Min(queue.Deleted.Length, signals.Invocations.Length) - 1; minute >= 0; minute--)
        {
            if (signals.Invocations[minute] is not > 0)
                continue;
            return signals.Errors[minute] <= MaximumErrors * signals.Invocations[minute] && queue.Deleted[minute] is > 0 and var deleted && deleted >= MinimumProgress * queue.Received[minute]
                ? minute
                : null;
        }
        return null;
    }
}
