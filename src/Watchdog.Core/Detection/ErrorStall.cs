using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A queue makes no progress because its consumer fails: messages are received again and again and next to none is deleted. Decided from
/// received against deleted and the consumer's errors, never from the age metric, which leaves out a message that was received three times
/// and so can look young in the middle of a stall.
/// </summary>
public static class ErrorStall
{
    public static Judgement Judge(QueueSignals queue, ErrorStallOptions options)
    {
        var id = queue.Queue.Id;
        if (queue.MainConsumer is not { } consumer)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "no function reads it");
        var signals = consumer.Signals;
        var minutes = Math.Min(queue.Received.Length, signals.Errors.Length);
        if (minutes < options.Minutes)
            return new Judgement.InsufficientData(Symptom.ErrorStall, id, "too few readable minutes");

        var received = queue.Received.Tail(options.Minutes).Sum;
        var deleted = queue.Deleted.Tail(options.Minutes).Sum;
        var errors = signals.Errors.Tail(options.Minutes).Sum;
        if (queue.Depth.Total == 0)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "the queue is empty");
        if (errors < options.MinimumErrors || signals.ErrorRatio(options.Minutes) < options.MinimumErrorRatio)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "its consumer does not fail");
        if (received < options.MinimumReceived || deleted > options.MaximumProgress * received)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "messages are being deleted");

        var since = Began(queue, signals, options);
        var ratio = signals.ErrorRatio(options.Minutes);
        var change = signals.Function.LastModified is var modified && modified >= since - options.ChangeBefore && modified <= since + TimeSpan.FromMinutes(1)
            ? $" The code or configuration of {signals.Function.Name} was changed at {Say.Time(modified)}, just before."
            : "";
        return new Judgement.Trouble(new Finding(
            Symptom.ErrorStall,
            id,
            since,
            Severity.Critical,
            $"{queue.Queue.Name} makes no progress: {Say.Number(received / options.Minutes)} messages/min are received and {Say.Number(deleted / options.Minutes)} deleted, " +
            $"because {Say.Percent(ratio)} of the invocations of {signals.Function.Name} fail. {Say.Number(queue.Depth.Total)} messages wait.",
            [
                new Evidence("errors", Math.Round(errors / options.Minutes), "invocations/min"),
                new Evidence("error ratio", Math.Round(ratio * 100, 1), "%"),
                new Evidence("received", Math.Round(received / options.Minutes), "messages/min"),
                new Evidence("deleted", Math.Round(deleted / options.Minutes), "messages/min"),
                new Evidence("visible messages", queue.Depth.Visible, ""),
                new Evidence("in flight", queue.Depth.InFlight, "messages"),
                new Evidence("concurrent executions", signals.ConcurrentExecutions.Last ?? 0, ""),
            ],
            Cause.Of(ResourceId.Function(signals.Function.Name), $"{signals.Function.Name} fails.{change}"),
            [
                $"Read the function's log for the kind of error: aws logs tail /aws/lambda/{signals.Function.Name} --since 30m",
                change.Length > 0
                    ? $"Roll {signals.Function.Name} back to the version before the change, or repair it and deploy."
                    : $"Repair {signals.Function.Name}, or what it calls, and deploy; Lambda scales it up again by itself once it succeeds.",
                queue.Queue.Redrive is { } redrive
                    ? $"After {redrive.MaxReceiveCount} receives a message goes to the dead-letter queue; redrive it from there afterwards: aws sqs start-message-move-task"
                    : "The queue has no dead-letter queue: messages are tried until their retention ends. Give it one with a maxReceiveCount of 5 or more.",
            ],
            DecidingSeries.Of("errors/min", signals.Errors)));
    }

    // The first minute of the unbroken run of minutes with errors and next to no deletions that leads up to now.
    private static DateTimeOffset Began(QueueSignals queue, FunctionSignals signals, ErrorStallOptions options)
    {
        var minutes = Math.Min(queue.Received.Length, signals.Errors.Length);
        var errors = signals.Errors.Tail(minutes);
        var began = minutes - 1;
        for (var minute = minutes - 1; minute >= 0; minute--)
        {
            if (errors[minute] > 0)
                began = minute;
            else if (signals.Invocations[minute] > 0 || queue.Deleted[minute] > options.MaximumProgress * queue.Received[minute])
                break;
        }
        return errors.TimeAt(began);
    }
}

/// <summary>When a queue counts as stalled by errors.</summary>
public sealed record ErrorStallOptions
{
    /// <summary>Minutes over which receives, deletions and errors are compared; 1 and up. Default 2.</summary>
    public int Minutes { get; init; } = 2;

    /// <summary>Failed invocations in those minutes; 1 and up. Default 3.</summary>
    public double MinimumErrors { get; init; } = 3;

    /// <summary>Share of invocations that fail; 0 to 1. Default 0.5.</summary>
    public double MinimumErrorRatio { get; init; } = 0.5;

    /// <summary>Messages received in those minutes; 1 and up. Default 3.</summary>
    public double MinimumReceived { get; init; } = 3;

    /// <summary>Share of received messages that may be deleted without it counting as progress; 0 to 1. Default 0.2.</summary>
    public double MaximumProgress { get; init; } = 0.2;

    /// <summary>A change of the function this long before the first error is named as its likely cause. Default 5 minutes.</summary>
    public TimeSpan ChangeBefore { get; init; } = TimeSpan.FromMinutes(5);
}
