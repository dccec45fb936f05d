using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// Messages arrive faster than they are processed: the backlog rises significantly and arrivals exceed deletions, while the consumer
/// succeeds; or nothing processes them at all, because every mapping of the queue is disabled. A consumer that fails is
/// <see cref="ErrorStall"/>'s. A backlog that the consumer's own scaling is about to work off is no trouble, however steep its rise.
/// </summary>
public static class Backpressure
{
    /// <param name="stack">For the command that says what the breaker holds.</param>
    public static Judgement Judge(QueueSignals queue, BackpressureOptions options, WatchdogStack stack)
    {
        var id = queue.Queue.Id;
        if (queue.Consumers.IsEmpty)
            return new Judgement.Healthy(Symptom.Backpressure, id, "no function reads it");
        queue = WithRefused(queue, options);
        if (queue.Depth.Visible < options.MinimumBacklog)
            return new Judgement.Healthy(Symptom.Backpressure, id, "the backlog is small");
        if (queue.MainConsumer is not { } consumer || IsUnread(queue, consumer, options))
            return JudgeUnread(queue, options, stack);
        if (queue.Sent.Length < options.FlowMinutes || Trend.Of(queue.Backlog.Tail(options.TrendMinutes), options.MinimumPoints) is not { } trend)
            return new Judgement.InsufficientData(Symptom.Backpressure, id, "too few readable minutes");

        if (queue.Depth.Visible < options.MinimumMinutesOfWork * PerMinute(queue.Deleted, options.FlowMinutes))
            return new Judgement.Healthy(Symptom.Backpressure, id, "the backlog is less than what is processed in a moment");
        if (consumer.Signals.ErrorRatio(options.FlowMinutes) >= options.MaximumErrorRatio || ErrorStall.IsStalled(queue, consumer))
            return new Judgement.Healthy(Symptom.Backpressure, id, "its consumer fails");
        if (Soon(queue, consumer, options) is { } soon)
            return new Judgement.Healthy(Symptom.Backpressure, id, $"the consumer still scales up, and the backlog is drained in {Say.Duration(soon)}");
        if (Rise(queue, trend, options) is { } minutes)
            return new Judgement.Trouble(Describe(queue, consumer, minutes, options));
        return new Judgement.Healthy(Symptom.Backpressure, id, "the backlog does not rise significantly, or its rise is ending");
    }

    /// <summary>
    /// What a consumer is refused concurrency for waits in flight, until its visibility timeout is over. Then the backlog is all that is not being
    /// processed, and its past follows from what was sent and deleted since.
    /// </summary>
    private static QueueSignals WithRefused(QueueSignals queue, BackpressureOptions options)
    {
        if (queue.MainConsumer is not { Signals: var signals } consumer || queue.Sent.Length == 0)
            return queue;
        var throttles = signals.Throttles.Tail(options.FlowMinutes).Sum;
        if (throttles == 0 || throttles < options.RefusedShare * (throttles + signals.Invocations.Tail(options.FlowMinutes).Sum))
            return queue;
        var running = (signals.ConcurrentExecutions.Tail(options.FlowMinutes).Max ?? 0) * consumer.Mapping.BatchSize;
        var waiting = (long)Math.Max(queue.Depth.Visible, queue.Depth.Visible + queue.Depth.InFlight - running);
        var minutes = Math.Min(queue.Sent.Length, queue.Deleted.Length);
        var points = new double?[minutes];
        double level = waiting;
        for (var minute = minutes - 1; minute >= 0; minute--)
        {
            points[minute] = Math.Max(0, level);
            level -= (queue.Sent[minute] ?? 0) - (queue.Deleted[minute] ?? 0);
        }
        return queue with
        {
            Backlog = new Series(queue.Sent.Tail(minutes).Window, [.. points]),
            Depth = new QueueDepth(waiting, queue.Depth.Visible + queue.Depth.InFlight - waiting, queue.Depth.Delayed),
        };
    }

    /// <summary>The minutes over which the backlog rises; null when it does not.</summary>
    private static int? Rise(QueueSignals queue, Trend trend, BackpressureOptions options)
    {
        var isSteep = trend.SlopePerMinute > 0
            && trend.RisingPValue <= options.Significance
            && Arrivals(queue, options.FlowMinutes) > PerMinute(queue.Deleted, options.FlowMinutes) * (1 + options.MinimumExcess)
            && !IsSlowing(queue.Backlog, trend, options);
        return isSteep ? options.FlowMinutes : Creep(queue, trend, options);
    }

    /// <summary>
    /// A slow rise is lost in the noise of ten minutes. Arrivals and deletions come by chance, so that the backlog wanders by the root of their number;
    /// what it has gained over a longer time is compared with that.
    /// </summary>
    private static int? Creep(QueueSignals queue, Trend trend, BackpressureOptions options)
    {
        var (came, went) = (queue.Sent.Tail(options.RecentMinutes).Sum, queue.Deleted.Tail(options.RecentMinutes).Sum);
        var isDraining = came - went < -2 * Math.Sqrt(came + went);
        if (queue.Depth.Delayed > 0 || trend.SlopePerMinute < 0 || isDraining
            || queue.Depth.Visible < options.MinimumCreepMinutesOfWork * PerMinute(queue.Deleted, options.TrendMinutes))
            return null;
        for (var minutes = 2 * options.TrendMinutes; minutes <= Math.Min(queue.Sent.Length, queue.Deleted.Length); minutes += options.TrendMinutes)
        {
            var (sent, deleted) = (queue.Sent.Tail(minutes).Sum, queue.Deleted.Tail(minutes).Sum);
            var gained = Math.Min(sent - deleted, queue.Depth.Visible);
            if (gained >= options.CreepDeviations * Math.Sqrt(sent + deleted)
                && MannKendall.RisingPValue(queue.Backlog.Tail(minutes)) <= options.CreepSignificance)
                return minutes;
        }
        return null;
    }

    /// <summary>How soon the backlog is gone when the consumer goes on scaling up as it does; null when it does not scale up, or not soon.</summary>
    private static TimeSpan? Soon(QueueSignals queue, Consumer consumer, BackpressureOptions options) =>
        consumer.Signals.Throttles.Tail(options.FlowMinutes).Sum == 0
        && DrainTime.WhileScaling(queue, consumer, Arrivals(queue, 2)) is { } time
        && time <= options.UsualDrain
            ? time
            : null;

    // What is delayed has been sent and has not arrived. Then the depth says what did: what was deleted, and what the backlog grew by.
    private static double Arrivals(QueueSignals queue, int minutes)
    {
        if (queue.Depth.Delayed == 0)
            return PerMinute(queue.Sent, minutes);
        return PerMinute(queue.Deleted, minutes) + Math.Max(0, TheilSen.SlopePerMinute(queue.Backlog.Tail(minutes + 2)) ?? 0);
    }

    private static double PerMinute(Series counts, int minutes)
    {
        var tail = counts.Tail(minutes);
        return tail.Length == 0 ? 0 : tail.Sum / tail.Length;
    }

    // A crowd that the consumer is about to absorb also rises for some minutes, but less and less.
    private static bool IsSlowing(Series backlog, Trend trend, BackpressureOptions options) =>
        TheilSen.SlopePerMinute(backlog.Tail(options.RecentMinutes)) is not { } recent || recent < options.MinimumRecentShare * trend.SlopePerMinute;

    // A mapping that was disabled a moment ago, or one that may not read the queue, looks enabled and does nothing.
    private static bool IsUnread(QueueSignals queue, Consumer consumer, BackpressureOptions options) =>
        Math.Min(queue.Received.Length, consumer.Signals.Invocations.Length) >= options.FlowMinutes
        && queue.Received.Tail(options.FlowMinutes).Sum == 0
        && consumer.Signals.Invocations.Tail(options.FlowMinutes).Sum == 0
        && consumer.Signals.Throttles.Tail(options.FlowMinutes).Sum == 0;

    /// <summary>Somebody may have disabled the mapping on purpose, for a moment; it is told when messages have come for longer than that.</summary>
    private static Judgement JudgeUnread(QueueSignals queue, BackpressureOptions options, WatchdogStack stack)
    {
        var id = queue.Queue.Id;
        var backlog = queue.Backlog.Tail(options.UnreadMinutes);
        if (Trend.Of(backlog, options.UnreadMinutes - 2) is not { } trend)
            return new Judgement.InsufficientData(Symptom.Backpressure, id, "too few readable minutes");
        if (trend.SlopePerMinute <= 0 || trend.RisingPValue > options.Significance || queue.Deleted.Tail(options.FlowMinutes).Sum > 0)
            return new Judgement.Healthy(Symptom.Backpressure, id, "nothing arrives, or somebody else reads it");
        if (Share(backlog, (options.UnreadMinutes / 2) - 1) < options.UnreadShare)
            return new Judgement.Healthy(Symptom.Backpressure, id, "nobody has read it for some minutes only");

        var consumer = queue.MainConsumer ?? queue.Consumers[0];
        var function = consumer.Function;
        var isDisabled = consumer.Mapping.IsDisabled;
        return new Judgement.Trouble(new Finding(
            Symptom.Backpressure,
            id,
            RiseBegan(queue.Backlog, options),
            Severity.Warning,
            $"Nothing reads {queue.Queue.Name}: its mapping to {function.Name} is {(isDisabled ? "disabled" : $"{consumer.Mapping.State.ToLowerInvariant()} and receives nothing")}, and {Say.Number(trend.SlopePerMinute)} messages/min arrive. " +
            $"{Say.Number(queue.Depth.Visible)} wait; each is lost when it is {Say.Duration(queue.Queue.Retention)} old.",
            [
                new Evidence("arrivals", Math.Round(trend.SlopePerMinute, 1), "messages/min"),
                new Evidence("waiting messages", queue.Depth.Visible, ""),
                .. queue.Age.Last is { } age ? [new Evidence("age of oldest message", Math.Round(age), "s")] : ImmutableArray<Evidence>.Empty,
                new Evidence("messages are kept", Math.Round(queue.Queue.Retention.TotalDays, 1), "days"),
            ],
            Cause.Of(function.Id, isDisabled
                ? $"The event source mapping from {queue.Queue.Name} to {function.Name} is disabled."
                : $"Either the event source mapping from {queue.Queue.Name} to {function.Name} was disabled a moment ago, or it cannot read the queue or call the function."),
            [
                isDisabled
                    ? $"If nobody meant it: aws lambda update-event-source-mapping --uuid {consumer.Mapping.Uuid} --enabled"
                    : $"See what the mapping says of itself: aws lambda get-event-source-mapping --uuid {consumer.Mapping.Uuid} --query '[State,StateTransitionReason,LastProcessingResult]'",
                "If the circuit breaker did it, reset the circuit instead; its status says so: " +
                OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Status, null),
                "A disabled mapping is no drift to CloudFormation: a deployment does not enable it again.",
            ],
            DecidingSeries.Of("waiting messages", queue.Backlog.Tail(30))));
    }

    // How much of a window's rise is in its first minutes.
    private static double Share(Series backlog, int minutes)
    {
        var points = backlog.Known.ToArray();
        return (points[Math.Min(minutes, points.Length - 1)] - points[0]) / (points[^1] - points[0]);
    }

    private static Finding Describe(QueueSignals queue, Consumer consumer, int minutes, BackpressureOptions options)
    {
        var arrivals = Arrivals(queue, minutes);
        var deletions = PerMinute(queue.Deleted, minutes);
        var slope = TheilSen.SlopePerMinute(queue.Backlog.Tail(Math.Max(minutes, options.TrendMinutes))) ?? 0;
        var capacity = ConsumerCapacity.Of(queue, consumer, options.FlowMinutes);
        var needed = capacity.ConcurrencyFor(arrivals);
        var net = arrivals - deletions;
        var age = queue.Age.Last;
        var loss = TimeUntilLoss(queue, options);
        return new Finding(
            Symptom.Backpressure,
            queue.Queue.Id,
            RiseBegan(queue.Backlog, options),
            loss < options.CriticalTimeUntilLoss ? Severity.Critical : Severity.Warning,
            $"Messages arrive at {Say.Number(arrivals)}/min and are deleted at {Say.Number(deletions)}/min: the backlog grows by {Say.Number(net)}/min, " +
            $"stands at {Say.Number(queue.Depth.Visible)} and is never drained at this rate" +
            (age is { } seconds ? $"; the oldest message is {Say.Duration(TimeSpan.FromSeconds(seconds))} old" : "") +
            (loss is { TotalDays: < 14 } left ? $", and messages are lost to the queue's retention in {Say.Duration(left)}" : "") +
            (needed is { } executions ? $". Keeping up needs {Say.Number(executions)} concurrent executions; {Say.Number(capacity.Concurrency)} run now." : "."),
            [
                new Evidence("net rate", Math.Round(net, 1), "messages/min"),
                new Evidence("arrivals", Math.Round(arrivals), "messages/min"),
                new Evidence("deletions", Math.Round(deletions), "messages/min"),
                new Evidence("waiting messages", queue.Depth.Visible, ""),
                new Evidence("waiting messages trend", Math.Round(slope, 1), "messages/min"),
                .. age is { } old ? [new Evidence("age of oldest message", Math.Round(old), "s")] : ImmutableArray<Evidence>.Empty,
                .. needed is { } n ? [new Evidence("concurrency needed", n, "concurrent executions")] : ImmutableArray<Evidence>.Empty,
                new Evidence("concurrency now", capacity.Concurrency, "concurrent executions"),
            ],
            Cause.Of(consumer.Function.Id, capacity.Explain(consumer)),
            Remedies(consumer, needed),
            DecidingSeries.Of("waiting messages", queue.Backlog.Tail(30)));
    }

    // The age of the oldest message grows by less than a minute a minute while anything is processed; at this pace it meets the retention.
    private static TimeSpan? TimeUntilLoss(QueueSignals queue, BackpressureOptions options)
    {
        var recent = queue.Age.Tail(options.TrendMinutes);
        return queue.Age.Last is { } age && recent.Count >= options.MinimumPoints && TheilSen.SlopePerMinute(recent) is { } slope and > 0
            ? TimeSpan.FromMinutes(Math.Max(0, (queue.Queue.Retention.TotalSeconds - age) / slope))
            : null;
    }

    private static DateTimeOffset RiseBegan(Series backlog, BackpressureOptions options)
    {
        var start = backlog.LastIndex ?? 0;
        while (start > 0 && backlog[start - 1] is { } before && before < (backlog[start] ?? 0) && before >= options.MinimumBacklog)
            start--;
        return backlog.TimeAt(start);
    }

    private static ImmutableArray<string> Remedies(Consumer consumer, double? needed)
    {
        var mapping = consumer.Mapping;
        ImmutableArray<string> capped = mapping.MaximumConcurrency is { } maximum && needed > maximum
            ? [$"The mapping's maximum concurrency is {maximum}; raise it to {Say.Number(needed.Value)} or more: " +
                $"aws lambda update-event-source-mapping --uuid {mapping.Uuid} --scaling-config MaximumConcurrency={Math.Min(1_000, needed.Value)}"]
            : [];
        return
        [
            .. capped,
            $"Raise the batch size (now {mapping.BatchSize}), so that one invocation processes more messages.",
            "Request a concurrency increase for this Region from AWS Support if the account's pool is the limit.",
            $"Find out why {consumer.Function.Name} takes so long; a shorter duration raises the throughput of every execution.",
            "If old messages lose their worth, let them expire or move them aside, so that new ones are not late too.",
        ];
    }
}

/// <summary>When a queue counts as under backpressure.</summary>
public sealed record BackpressureOptions
{
    /// <summary>Visible messages below which nothing is said; messages, 1 to 1,000,000. Default 20.</summary>
    public long MinimumBacklog { get; init; } = 20;

    /// <summary>The backlog must be at least this long's worth of deletions; minutes, 0 and up. Default 0.5.</summary>
    public double MinimumMinutesOfWork { get; init; } = 0.5;

    /// <summary>Minutes over which arrivals and deletions are compared; 2 and up. Default 3.</summary>
    public int FlowMinutes { get; init; } = 3;

    /// <summary>By how much arrivals must exceed deletions; ratio, 0 and up. Default 0.02.</summary>
    public double MinimumExcess { get; init; } = 0.02;

    /// <summary>Minutes over which the backlog's trend is taken; 5 to 60. Default 10.</summary>
    public int TrendMinutes { get; init; } = 10;

    /// <summary>Points without which there is no trend; 5 and up: with four, no order of points is significant at 1 %. Default 5.</summary>
    public int MinimumPoints { get; init; } = 5;

    /// <summary>Largest p value of the Mann-Kendall test; 0 to 1. Default 0.01.</summary>
    public double Significance { get; init; } = 0.01;

    /// <summary>Minutes that must still rise; 2 and up. Default 3.</summary>
    public int RecentMinutes { get; init; } = 3;

    /// <summary>Share of the whole trend's slope that the recent minutes must still have; 0 to 1. Default 0.3.</summary>
    public double MinimumRecentShare { get; init; } = 0.3;

    /// <summary>Share of failing invocations from which on the trouble is the errors; 0 to 1. Default 0.5.</summary>
    public double MaximumErrorRatio { get; init; } = 0.5;

    /// <summary>Share of the requests that are refused, from which on messages in flight may be waiting ones; 0 to 1. Default 0.05.</summary>
    public double RefusedShare { get; init; } = 0.05;

    /// <summary>A slow rise must have piled up at least this long's worth of deletions; minutes, 0 and up. Default 0.5.</summary>
    public double MinimumCreepMinutesOfWork { get; init; } = 0.5;

    /// <summary>What a slow rise must have gained, in standard deviations of a backlog that only wanders; 3 and up. Default 5.</summary>
    public double CreepDeviations { get; init; } = 5;

    /// <summary>Largest p value of a slow rise; 0 to 1. Default 0.0001.</summary>
    public double CreepSignificance { get; init; } = 0.0001;

    /// <summary>A backlog that the consumer's scaling works off so soon is no trouble. Default 10 minutes.</summary>
    public TimeSpan UsualDrain { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Minutes in which messages must have piled up in front of a disabled mapping; 7 and up. Default 8.</summary>
    public int UnreadMinutes { get; init; } = 8;

    /// <summary>Share of that rise that must be in the first half of those minutes, so that it lasts for all of them; 0 to 0.5. Default 0.3.</summary>
    public double UnreadShare { get; init; } = 0.3;

    /// <summary>Messages that are lost sooner than this make it critical. Default one day.</summary>
    public TimeSpan CriticalTimeUntilLoss { get; init; } = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentOutOfRangeException">The backlog is out of its range.</exception>
    public BackpressureOptions Validated()
    {
        OptionRange.Check(nameof(MinimumBacklog), MinimumBacklog, 1, 1_000_000);
        return this;
    }
}
