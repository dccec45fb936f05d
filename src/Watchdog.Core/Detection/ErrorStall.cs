using System.Collections.Immutable;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A queue makes no progress because its consumer fails: messages are received again and again and next to none is deleted. Decided from
/// received against deleted and the consumer's errors, never from the age metric, which leaves out a message that was received three times
/// and so can look young in the middle of a stall. Where few messages come, the minutes since the last success are taken together.
/// </summary>
public static class ErrorStall
{
    public static Judgement Judge(QueueSignals queue, ErrorStallOptions options)
    {
        var id = queue.Queue.Id;
        if (queue.MainConsumer is not { } consumer)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "no function reads it");
        var signals = consumer.Signals;
        if (Math.Min(queue.Received.Length, signals.Errors.Length) < options.Minutes)
            return new Judgement.InsufficientData(Symptom.ErrorStall, id, "too few readable minutes");
        if (queue.Depth.Total < options.MinimumMessages)
            return new Judgement.Healthy(Symptom.ErrorStall, id, "so few messages wait that they may be the only ones that fail");

        if (FailingReceives.GivesAllBack(queue, consumer, options.Minutes + 1, options.MinimumReceived, options.MaximumProgress))
            return new Judgement.Trouble(Describe(queue, consumer, options.Minutes + 1, options));
        if (IsStalled(queue, consumer, options.Minutes, options))
            return new Judgement.Trouble(Describe(queue, consumer, options.Minutes, options));
        return RunOfFailures(queue, signals, options) is { } minutes && IsStalled(queue, consumer, minutes, options)
            ? new Judgement.Trouble(Describe(queue, consumer, minutes, options))
            : new Judgement.Healthy(Symptom.ErrorStall, id, "its consumer succeeds, or does not fail often enough to tell");
    }

    /// <summary>Whether the newest minutes are those of a stall.</summary>
    internal static bool IsStalled(QueueSignals queue, Consumer consumer)
    {
        var options = new ErrorStallOptions();
        return IsStalled(queue, consumer, options.Minutes, options)
            || FailingReceives.GivesAllBack(queue, consumer, options.Minutes + 1, options.MinimumReceived, options.MaximumProgress);
    }

    /// <summary>Whether any minutes of the window were those of a stall.</summary>
    internal static bool WasStalled(QueueSignals queue, Consumer consumer)
    {
        var options = new ErrorStallOptions();
        var (received, deleted) = (queue.Received, queue.Deleted);
        var failing = FailingReceives.Of(queue, consumer).PerMinute;
        var minutes = Math.Min(received.Length, failing.Length);
        for (var minute = 0; minute + options.Minutes <= minutes; minute++)
        {
            var (r, d, f) = (0.0, 0.0, 0.0);
            for (var i = minute; i < minute + options.Minutes; i++)
                (r, d, f) = (r + (received[i] ?? 0), d + (deleted[i] ?? 0), f + (failing[i] ?? 0));
            if (f >= options.MinimumErrors && r >= options.MinimumReceived && d <= options.MaximumProgress * r)
                return true;
        }
        return false;
    }

    private static bool IsStalled(QueueSignals queue, Consumer consumer, int minutes, ErrorStallOptions options)
    {
        var received = queue.Received.Tail(minutes).Sum;
        return consumer.Signals.Errors.Tail(minutes).Sum >= options.MinimumErrors
            && consumer.Signals.ErrorRatio(minutes) >= options.MinimumErrorRatio
            && received >= options.MinimumReceived
            && queue.Deleted.Tail(minutes).Sum <= options.MaximumProgress * received;
    }

    // How many minutes it is since the consumer last got something done, counted to the first failure after that; null when it has not failed
    // since, or when the last failure is so long ago that it says nothing of now.
    private static int? RunOfFailures(QueueSignals queue, FunctionSignals signals, ErrorStallOptions options)
    {
        var minutes = Math.Min(queue.Received.Length, signals.Errors.Length);
        var (errors, invocations) = (signals.Errors.Tail(minutes), signals.Invocations.Tail(minutes));
        var (deleted, received) = (queue.Deleted.Tail(minutes), queue.Received.Tail(minutes));
        int? first = null;
        var newest = -1;
        for (var minute = minutes - 1; minute >= 0; minute--)
        {
            if (deleted[minute] > options.MaximumProgress * received[minute] || invocations[minute] > 2 * errors[minute])
                break;
            if (errors[minute] > 0)
                (first, newest) = (minute, Math.Max(newest, minute));
        }
        var silence = minutes - 1 - newest;
        return first is { } began && silence <= queue.Queue.VisibilityTimeout.TotalMinutes + options.SilentMinutes ? minutes - began : null;
    }

    private static Finding Describe(QueueSignals queue, Consumer consumer, int minutes, ErrorStallOptions options)
    {
        var signals = consumer.Signals;
        var id = consumer.Function.Id;
        var errors = signals.Errors.Tail(minutes).Sum;
        var ratio = signals.ErrorRatio(minutes);
        var received = queue.Received.Tail(minutes).Sum;
        var deleted = queue.Deleted.Tail(minutes).Sum;
        var givesBack = errors == 0;
        var since = givesBack ? BeganToGiveBack(queue, options) : Began(queue, signals, options);
        var change = consumer.Function.LastModified is var modified && modified >= since - options.ChangeBefore && modified <= since + TimeSpan.FromMinutes(1)
            ? $" The code or configuration of {consumer.Function.Name} was changed at {Say.Time(modified)}, just before."
            : "";
        return new Finding(
            Symptom.ErrorStall,
            queue.Queue.Id,
            since,
            Severity.Critical,
            $"{queue.Queue.Name} makes no progress: of its messages {PerMinute(received, minutes)} are received and {PerMinute(deleted, minutes)} deleted, because " +
            (givesBack
                ? $"{consumer.Function.Name} gives its messages back as partial batch failures, which its error metric does not show."
                : $"{Say.Percent(ratio)} of the invocations of {consumer.Function.Name} fail.") +
            $" {Say.Count(queue.Depth.Total, "message")} wait.",
            [
                new Evidence("errors", Math.Round(errors / minutes, 1), "invocations/min"),
                new Evidence("error ratio", Math.Round(ratio * 100, 1), "%"),
                new Evidence("received", Math.Round(received / minutes, 1), "messages/min"),
                new Evidence("deleted", Math.Round(deleted / minutes, 1), "messages/min"),
                new Evidence("visible messages", queue.Depth.Visible, ""),
                new Evidence("in flight", queue.Depth.InFlight, "messages"),
                new Evidence("concurrent executions", signals.ConcurrentExecutions.Last ?? 0, ""),
            ],
            Cause.Of(id, givesBack ? $"{consumer.Function.Name} processes none of its messages.{change}" : $"{consumer.Function.Name} fails.{change}"),
            Remedies(queue, consumer, change.Length > 0),
            givesBack ? DecidingSeries.Of("deleted/min", queue.Deleted.Tail(30)) : DecidingSeries.Of("errors/min", signals.Errors.Tail(30)));
    }

    private static string PerMinute(double sum, int minutes) =>
        minutes <= 3 ? $"{Say.Number(sum / minutes)}/min" : $"{Say.Number(sum)} in {Say.Duration(TimeSpan.FromMinutes(minutes))}";

    private static ImmutableArray<string> Remedies(QueueSignals queue, Consumer consumer, bool wasChanged) =>
    [
        $"Read the function's log for the kind of error: aws logs tail /aws/lambda/{consumer.Function.Name} --since 30m",
        wasChanged
            ? $"Roll {consumer.Function.Name} back to the version before the change, or repair it and deploy."
            : $"Repair {consumer.Function.Name}, or what it calls, and deploy; Lambda scales it up again by itself once it succeeds.",
        queue.Queue.Redrive is { } redrive
            ? $"After {redrive.MaxReceiveCount} receives a message goes to the dead-letter queue; move it back afterwards: " +
              $"aws sqs start-message-move-task --source-arn {redrive.DeadLetterQueueArn}"
            : "The queue has no dead-letter queue: messages are tried until their retention ends. Give it one with a maxReceiveCount of 5 or more.",
    ];

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

    private static DateTimeOffset BeganToGiveBack(QueueSignals queue, ErrorStallOptions options)
    {
        var began = queue.Deleted.Length - 1;
        while (began > 0 && queue.Deleted[began - 1] <= options.MaximumProgress * queue.Received[began - 1])
            began--;
        return queue.Deleted.TimeAt(began);
    }
}

/// <summary>When a queue counts as stalled by errors.</summary>
public sealed record ErrorStallOptions
{
    /// <summary>Minutes over which receives, deletions and errors are compared where there are enough; 1 and up. Default 2.</summary>
    public int Minutes { get; init; } = 2;

    /// <summary>Failed invocations in those minutes, or since the last success; 1 and up. Default 3.</summary>
    public double MinimumErrors { get; init; } = 3;

    /// <summary>Messages on the queue; one that fails again and again is no stall of the others; 1 and up. Default 3.</summary>
    public long MinimumMessages { get; init; } = 3;

    /// <summary>Share of invocations that fail; 0 to 1. Default 0.5.</summary>
    public double MinimumErrorRatio { get; init; } = 0.5;

    /// <summary>Messages received in those minutes; 1 and up. Default 3.</summary>
    public double MinimumReceived { get; init; } = 3;

    /// <summary>Share of received messages that may be deleted without it counting as progress; 0 to 1. Default 0.2.</summary>
    public double MaximumProgress { get; init; } = 0.2;

    /// <summary>Minutes after the visibility timeout in which the failed messages must have come back, for their failures still to count. Default 5.</summary>
    public int SilentMinutes { get; init; } = 5;

    /// <summary>A change of the function this long before the first error is named as its likely cause. Default 5 minutes.</summary>
    public TimeSpan ChangeBefore { get; init; } = TimeSpan.FromMinutes(5);
}
