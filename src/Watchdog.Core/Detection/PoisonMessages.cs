using System.Collections.Immutable;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A few messages fail whenever they are received, while the others are processed. CloudWatch tells the messages of a queue not apart, and
/// the age of the oldest leaves those out that were received three times; what tells the same from always others is one of:
/// messages were given up to the dead-letter queue that chance would not have failed so often in a row (<see cref="GivenUp"/>);
/// failures come back after each visibility timeout, by number (<see cref="Recurrence"/>), and the age shows more than one failure (<see cref="IsInTheAge"/>);
/// failures pile up timeout by timeout, though no more arrives (<see cref="PilesUp"/>);
/// a FIFO queue's oldest message gets a minute older each minute while others leave (<see cref="IsGroupStuck"/>).
/// A message that fails once and succeeds the next time does none of it.
/// </summary>
public static class PoisonMessages
{
    /// <param name="givenUp">Messages that SQS moved from this queue to its dead-letter queue in the last minutes.</param>
    public static Judgement Judge(QueueSignals queue, Series? givenUp, PoisonMessagesOptions options)
    {
        var id = queue.Queue.Id;
        if (queue.MainConsumer is not { } consumer)
            return new Judgement.Healthy(Symptom.PoisonMessages, id, "no function reads it");
        var failing = FailingReceives.Of(queue, consumer);
        var visibility = queue.Queue.VisibilityTimeout;
        var lag = Math.Max(1, (int)Math.Ceiling(visibility.TotalMinutes));
        if (failing.PerMinute.Length < 3 || queue.Deleted.Length < 3)
            return new Judgement.InsufficientData(Symptom.PoisonMessages, id, "too few readable minutes");
        if (failing.PerMinute.Sum < 1)
            return new Judgement.Healthy(Symptom.PoisonMessages, id, "nothing failed");
        if (ErrorStall.IsStalled(queue, consumer))
            return new Judgement.Healthy(Symptom.PoisonMessages, id, "nothing is processed at all");

        if (givenUp is not null && GivenUp(queue, consumer, failing, givenUp, options) is { } how)
            return Found(queue, consumer, failing, givenUp.Tail(options.GivenUpMinutes).Sum, how);
        if (queue.Depth.Total == 0)
            return new Judgement.Healthy(Symptom.PoisonMessages, id, "the queue is empty");
        if (failing.PerMinute.Length < 3 * lag)
            return new Judgement.InsufficientData(Symptom.PoisonMessages, id, "fewer readable minutes than three visibility timeouts");
        if (failing.PerMinute.Tail(lag + 2).Sum < 1)
            return new Judgement.Healthy(Symptom.PoisonMessages, id, "nothing failed within the last visibility timeout");

        var perTimeout = failing.PerMinute.Tail(lag * 3).Sum / 3 * (visibility.TotalMinutes / lag);
        if (IsGroupStuck(queue, options))
            return Found(queue, consumer, failing, Math.Max(1, perTimeout), "The oldest message gets older by the minute while others are processed: it holds its message group up.");
        // In a stall the pollers that are left fail at a steady pace, and after it what is left over from it fails once more.
        if (ErrorStall.WasStalled(queue, consumer))
            return new Judgement.Healthy(Symptom.PoisonMessages, id, "the failures of a stall are still in view");
        if (!IsAgeOfABacklog(queue, lag) && IsInTheAge(queue, lag) && Recurrence.Evidence(failing.PerMinute, visibility, failing.Noise) >= options.RecurrenceEvidence)
            return Found(queue, consumer, failing, perTimeout, $"As many fail again after each visibility timeout of {Say.Duration(visibility)}: the same ones.");
        if (PilesUp(queue, failing, lag, options))
            return Found(queue, consumer, failing, perTimeout, "More fail in each visibility timeout than in the one before, though no more arrive: they pile up.");
        return new Judgement.Healthy(Symptom.PoisonMessages, id, "what fails once succeeds the next time, as far as can be seen");
    }

    /// <summary>
    /// A message is given up when it has failed maxReceiveCount times in a row. Where each receive fails with the probability with which those of the
    /// other messages do, so many would come to that; if many more did, they are messages of their own.
    /// </summary>
    private static string? GivenUp(QueueSignals queue, Consumer consumer, FailingReceives failing, Series givenUp, PoisonMessagesOptions options)
    {
        var count = givenUp.Tail(options.GivenUpMinutes).Sum;
        if (count < 1 || queue.Queue.Redrive is not { } redrive || redrive.MaxReceiveCount < options.MinimumReceives)
            return null;
        var signals = consumer.Signals;
        // A refusal counts as a receive too. After a stall whatever was in it is given up, good or not, the last of it when the backlog is gone.
        if (signals.Throttles.Sum > options.ToleratedThrottles * signals.Invocations.Sum || ErrorStall.WasStalled(queue, consumer))
            return null;
        if (queue.Depth.Visible > options.LongestBacklogMinutes * Math.Max(1, queue.Deleted.Tail(options.LongestBacklogMinutes).Sum / options.LongestBacklogMinutes))
            return null;

        var patience = (redrive.MaxReceiveCount * queue.Queue.VisibilityTimeout.TotalMinutes) + options.GivenUpMinutes;
        var minutes = (int)Math.Min(failing.PerMinute.Length, Math.Ceiling(patience));
        var receives = consumer.Mapping.PartialBatchResponses ? queue.Received.Tail(minutes).Sum : signals.Invocations.Tail(minutes).Sum;
        var failures = failing.PerMinute.Tail(minutes).Sum;
        var each = count * Math.Min(redrive.MaxReceiveCount, minutes / queue.Queue.VisibilityTimeout.TotalMinutes);
        if (failures < options.FailuresSeen * each / consumer.Mapping.BatchSize)
            return null;
        var own = Math.Min(failures, count * Math.Min(redrive.MaxReceiveCount, (minutes / queue.Queue.VisibilityTimeout.TotalMinutes) + 1));
        var others = Math.Max(1, receives - own);
        var byChance = others * Math.Pow((failures - own + 0.5) / (others + 1), redrive.MaxReceiveCount);
        // How unlikely so many are by chance, by Chernoff's bound.
        var surprise = (count * Math.Log(count / byChance)) - count + byChance;
        return count >= options.TimesChance * byChance && surprise >= options.Surprise
            ? $"{Say.Count(count, "message")} failed {redrive.MaxReceiveCount} times in a row and went to the dead-letter queue in the last {options.GivenUpMinutes} min, while others were processed."
            : null;
    }

    /// <summary>
    /// Messages that cannot be processed keep coming: each visibility timeout those of before fail again and the new ones with them. More arrivals
    /// with the same share of failures are taken off, and the age must be that of a message that has failed twice.
    /// </summary>
    private static bool PilesUp(QueueSignals queue, FailingReceives failing, int lag, PoisonMessagesOptions options)
    {
        var minutes = Math.Min(failing.PerMinute.Length, queue.Received.Length);
        var blocks = Math.Min(options.MostTimeouts, minutes / lag);
        if (blocks < options.FewestTimeouts || !(queue.Age.Tail(lag + 4).Max >= 1.5 * queue.Queue.VisibilityTimeout.TotalSeconds))
            return false;
        for (var span = options.FewestTimeouts; span <= blocks; span++)
        {
            var failed = Blocks(failing.PerMinute, lag, span);
            var received = Blocks(queue.Received, lag, span);
            var (first, last) = (failed[0]!.Value, failed[span - 1]!.Value);
            if (last < options.FewestTimeouts || received[0] < 0.5 * received[span - 1])
                continue;
            var expected = first * Math.Max(1, received[span - 1]!.Value / Math.Max(1, received[0]!.Value));
            var deviation = Math.Sqrt(last + expected + (lag * failing.Noise));
            if (last - expected >= options.PileUpDeviations * deviation
                && last <= options.LargestShare * received[span - 1]
                && MannKendall.RisingPValue(failed) <= options.PileUpSignificance)
                return true;
        }
        return false;
    }

    // Sums of so many minutes each, the newest block ending with the newest minute; as a series of one point a block.
    private static Series Blocks(Series counts, int minutes, int blocks)
    {
        var tail = counts.Tail(minutes * blocks);
        var sums = Enumerable.Range(0, blocks).Select(b => (double?)Enumerable.Range(b * minutes, minutes).Sum(i => tail[i] ?? 0));
        return new Series(new TimeWindow(tail.Window.Start, tail.Window.Start.AddMinutes(blocks)), [.. sums]);
    }

    /// <summary>
    /// Messages that fail once, each and every one, come back as regularly as poison does: the age of the oldest is then always one visibility timeout.
    /// One that has failed twice is older, and one that has failed three times is left out of the age of a standard queue.
    /// </summary>
    private static bool IsInTheAge(QueueSignals queue, int lag)
    {
        if (queue.Queue.Fifo || queue.Age.LastIndex is not { } newest)
            return queue.Queue.Fifo;
        var timeouts = (queue.Age.Before(newest + 1).Tail(lag + 1).Max ?? 0) / queue.Queue.VisibilityTimeout.TotalSeconds;
        return timeouts is < 0.6 or > 1.5;
    }

    /// <summary>
    /// While a backlog is worked off its age is what everything has waited, and failures are as many as the pace of the moment brings: neither says
    /// anything of single messages.
    /// </summary>
    private static bool IsAgeOfABacklog(QueueSignals queue, int lag) =>
        queue.Backlog.Tail(lag + 2).Max > 2 * Math.Max(1, queue.Deleted.Tail(lag + 2).Sum / (lag + 2));

    private static bool IsGroupStuck(QueueSignals queue, PoisonMessagesOptions options)
    {
        if (!queue.Queue.Fifo || queue.Age.LastIndex is not { } newest || queue.Deleted.Tail(options.StuckMinutes).Sum < options.StuckMinutes)
            return false;
        var age = queue.Age.Before(newest + 1).Tail(options.StuckMinutes);
        return age.Count == options.StuckMinutes
            && age.Last >= 3 * queue.Queue.VisibilityTimeout.TotalSeconds
            && TheilSen.SlopePerMinute(age) is >= 50 and <= 70;
    }

    private static Judgement.Trouble Found(QueueSignals queue, Consumer consumer, FailingReceives failing, double about, string how)
    {
        var function = consumer.Function;
        var recent = Math.Max(5, (int)Math.Ceiling(queue.Queue.VisibilityTimeout.TotalMinutes * 2));
        var perMinute = failing.PerMinute.Tail(recent).Sum / Math.Min(recent, failing.PerMinute.Length);
        var deleted = queue.Deleted.Tail(recent).Sum / Math.Min(recent, queue.Deleted.Length);
        var count = Math.Max(1, Math.Round(about));
        return new Judgement.Trouble(new Finding(
            Symptom.PoisonMessages,
            queue.Queue.Id,
            Began(failing.PerMinute),
            Severity.Warning,
            $"About {Say.Count(count, "message")} of {queue.Queue.Name} {(count == 1 ? "fails" : "fail")} whenever {(count == 1 ? "it is" : "they are")} received, " +
            $"while {Say.Number(deleted)} a minute are processed. {how} {Fate(queue)}",
            [
                new Evidence("messages about", count, ""),
                new Evidence(consumer.Mapping.PartialBatchResponses ? "given back" : "failed invocations", Math.Round(perMinute, 1), "per min"),
                new Evidence("received", Math.Round(queue.Received.Tail(recent).Sum / Math.Min(recent, queue.Received.Length), 1), "messages/min"),
                new Evidence("deleted", Math.Round(deleted, 1), "messages/min"),
                new Evidence("on the queue", queue.Depth.Total, "messages"),
            ],
            Cause.Of(function.Id, $"{function.Name} cannot process these messages."),
            Remedies(queue, consumer),
            DecidingSeries.Of(consumer.Mapping.PartialBatchResponses ? "given back/min" : "failed/min", failing.PerMinute.Tail(30))));
    }

    private static string Fate(QueueSignals queue)
    {
        if (queue.Queue.Redrive is not { } redrive)
            return $"There is no dead-letter queue: they are tried until they are {Say.Duration(queue.Queue.Retention)} old, and lost then.";
        var after = redrive.MaxReceiveCount * queue.Queue.VisibilityTimeout;
        return $"Each goes to the dead-letter queue {DeadLetterName(redrive.DeadLetterQueueArn)} after {Say.Count(redrive.MaxReceiveCount, "receive")}, " +
            $"{Say.Duration(after)} after its first.";
    }

    private static string DeadLetterName(string arn) => arn[(arn.LastIndexOf(':') + 1)..];

    private static DateTimeOffset Began(Series failures)
    {
        var began = failures.Length - 1;
        var quiet = 0;
        for (var minute = failures.Length - 1; minute >= 0 && quiet < 15; minute--)
        {
            quiet = failures[minute] >= 1 ? 0 : quiet + 1;
            if (quiet == 0)
                began = minute;
        }
        return failures.TimeAt(began);
    }

    private static ImmutableArray<string> Remedies(QueueSignals queue, Consumer consumer) =>
    [
        $"Find the message in the function's log: aws logs tail /aws/lambda/{consumer.Function.Name} --since 30m --filter-pattern ERROR",
        $"Repair {consumer.Function.Name}, or let it put aside what it cannot read and report success.",
        .. queue.Queue.Redrive is { } redrive
            ? ImmutableArray.Create($"What was given up is moved back after the repair: aws sqs start-message-move-task --source-arn {redrive.DeadLetterQueueArn}")
            : [$"Give {queue.Queue.Name} a dead-letter queue (maxReceiveCount 5 or more): aws sqs set-queue-attributes --queue-url {queue.Queue.Url} --attributes file://redrive.json"],
        .. consumer.Mapping is { BatchSize: > 1, PartialBatchResponses: false } mapping
            ? ImmutableArray.Create(
                $"A message that fails spoils the other {mapping.BatchSize - 1} of its batch; report partial batch failures: " +
                $"aws lambda update-event-source-mapping --uuid {mapping.Uuid} --function-response-types ReportBatchItemFailures")
            : [],
    ];
}

/// <summary>When messages count as poison.</summary>
public sealed record PoisonMessagesOptions
{
    /// <summary>
    /// Messages that were given up this long ago still count; minutes, 1 and up. Default 15, as long as the dead letters themselves are told: what
    /// explains them must not end before them.
    /// </summary>
    public int GivenUpMinutes { get; init; } = 15;

    /// <summary>A message that is given up after fewer receives has not failed again and again; 2 and up. Default 3.</summary>
    public int MinimumReceives { get; init; } = 3;

    /// <summary>Throttles per invocation from which on messages may be given up without having failed; ratio. Default 0.05.</summary>
    public double ToleratedThrottles { get; init; } = 0.05;

    /// <summary>With more backlog than so many minutes of deletions, what is given up may have failed long ago; minutes. Default 5.</summary>
    public int LongestBacklogMinutes { get; init; } = 5;

    /// <summary>
    /// Of the failures that messages must have had before they were given up so many must be seen; ratio, 0 to 1. Fewer: they were put on the
    /// dead-letter queue in another way. Default 0.7.
    /// </summary>
    public double FailuresSeen { get; init; } = 0.7;

    /// <summary>So many times as many must be given up as chance would explain; ratio, 1 and up. Default 5.</summary>
    public double TimesChance { get; init; } = 5;

    /// <summary>How unlikely that must be by chance; natural logarithm of one over the probability. Default 3, one in 20.</summary>
    public double Surprise { get; init; } = 3;

    /// <summary>
    /// How much better recurrence must explain the failures than chance does; natural logarithm of a likelihood ratio. Default 8: failures by
    /// chance, also slowly more and less, did not exceed it in 12,000 minutes at any rate and visibility timeout that was tried; bursts of ten times as
    /// many, one minute in five, did so once in 1,000 minutes, and then their age is that of messages that failed once.
    /// </summary>
    public double RecurrenceEvidence { get; init; } = 8;

    /// <summary>Visibility timeouts over which failures must pile up, at least; 4 and up. Default 6.</summary>
    public int FewestTimeouts { get; init; } = 6;

    /// <summary>Visibility timeouts over which failures may pile up, at most. Default 20.</summary>
    public int MostTimeouts { get; init; } = 20;

    /// <summary>By how many standard deviations the failures must have become more. Default 5.</summary>
    public double PileUpDeviations { get; init; } = 5;

    /// <summary>Largest p value of the Mann-Kendall test of the failures by visibility timeout; 0 to 1. Default 0.01.</summary>
    public double PileUpSignificance { get; init; } = 0.01;

    /// <summary>Share of the receives that may fail; above it a few messages are no explanation; 0 to 1. Default 0.2.</summary>
    public double LargestShare { get; init; } = 0.2;

    /// <summary>Minutes over which a FIFO queue's oldest message must have become older by a minute each. Default 8.</summary>
    public int StuckMinutes { get; init; } = 8;
}
