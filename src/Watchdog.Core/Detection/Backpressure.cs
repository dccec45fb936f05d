using System.Collections.Immutable;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// Messages arrive faster than they are processed: the backlog rises significantly and arrivals exceed deletions, while the consumer
/// succeeds. A consumer that fails is <see cref="ErrorStall"/>'s.
/// </summary>
public static class Backpressure
{
    public static Judgement Judge(QueueSignals queue, BackpressureOptions options)
    {
        var id = queue.Queue.Id;
        if (queue.MainConsumer is not { } consumer)
            return new Judgement.Healthy(Symptom.Backpressure, id, "no function reads it");
        if (queue.Depth.Visible < options.MinimumBacklog)
            return new Judgement.Healthy(Symptom.Backpressure, id, "the backlog is small");
        if (queue.Sent.Length < options.FlowMinutes || Trend.Of(queue.Backlog.Tail(options.TrendMinutes), options.MinimumPoints) is not { } trend)
            return new Judgement.InsufficientData(Symptom.Backpressure, id, "too few readable minutes");

        var arrivals = PerMinute(queue.Sent, options.FlowMinutes);
        var deletions = PerMinute(queue.Deleted, options.FlowMinutes);
        if (queue.Depth.Visible < options.MinimumMinutesOfWork * deletions)
            return new Judgement.Healthy(Symptom.Backpressure, id, "the backlog is less than what is processed in a moment");
        if (consumer.Signals.ErrorRatio(options.FlowMinutes) >= options.MaximumErrorRatio)
            return new Judgement.Healthy(Symptom.Backpressure, id, "its consumer fails");
        if (arrivals <= deletions * (1 + options.MinimumExcess))
            return new Judgement.Healthy(Symptom.Backpressure, id, "deletions keep up with arrivals");
        if (trend.SlopePerMinute <= 0 || trend.RisingPValue > options.Significance)
            return new Judgement.Healthy(Symptom.Backpressure, id, "the backlog does not rise significantly");
        if (IsSlowing(queue.Backlog, trend, options))
            return new Judgement.Healthy(Symptom.Backpressure, id, "the backlog's rise is ending");
        return new Judgement.Trouble(Describe(queue, consumer, arrivals, deletions, trend, options));
    }

    private static double PerMinute(Series counts, int minutes)
    {
        var tail = counts.Tail(minutes);
        return tail.Sum / tail.Length;
    }

    // A crowd that the consumer is about to absorb also rises for some minutes, but less and less.
    private static bool IsSlowing(Series backlog, Trend trend, BackpressureOptions options) =>
        TheilSen.SlopePerMinute(backlog.Tail(options.RecentMinutes)) is not { } recent || recent < options.MinimumRecentShare * trend.SlopePerMinute;

    private static Finding Describe(
        QueueSignals queue, Consumer consumer, double arrivals, double deletions, Trend trend, BackpressureOptions options)
    {
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
                new Evidence("net rate", Math.Round(net), "messages/min"),
                new Evidence("arrivals", Math.Round(arrivals), "messages/min"),
                new Evidence("deletions", Math.Round(deletions), "messages/min"),
                new Evidence("visible messages", queue.Depth.Visible, ""),
                new Evidence("visible messages trend", Math.Round(trend.SlopePerMinute), "messages/min"),
                .. age is { } old ? [new Evidence("age of oldest message", Math.Round(old), "s")] : ImmutableArray<Evidence>.Empty,
                .. needed is { } n ? [new Evidence("concurrency needed", n, "concurrent executions")] : ImmutableArray<Evidence>.Empty,
                new Evidence("concurrency now", capacity.Concurrency, "concurrent executions"),
            ],
            Cause.Of(consumer.Function.Id, capacity.Explain(consumer)),
            Remedies(consumer, needed),
            DecidingSeries.Of("visible messages", queue.Backlog));
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
            ? [$"The mapping's maximum concurrency is {maximum}; raise it to {Say.Number(needed.Value)} or more."]
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
    /// <summary>Visible messages below which nothing is said; messages, 1 and up. Default 20.</summary>
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

    /// <summary>Messages that are lost sooner than this make it critical. Default one day.</summary>
    public TimeSpan CriticalTimeUntilLoss { get; init; } = TimeSpan.FromDays(1);
}
