using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A stream's records are processed later and later. Where the lag grows by a minute a minute and the function fails, a batch is being tried again and
/// again and holds its shard up; where it grows more slowly, the consumer is too slow. A lag that falls is being worked off and no trouble.
/// </summary>
public static class StreamLag
{
    /// <summary>The lag of a shard that stands still; seconds/min.</summary>
    private const double RealTime = 60;

    public static Judgement Judge(StreamSignals stream, StreamLagOptions options)
    {
        var id = stream.Stream.Id;
        if (stream.MainConsumer is not { } consumer)
            return new Judgement.Healthy(Symptom.StreamLag, id, "no enabled mapping reads it");
        if (consumer.Age.LastIndex is not { } newest || consumer.Age.Length - 1 - newest > options.StaleMinutes)
            return new Judgement.InsufficientData(Symptom.StreamLag, id, "nothing was handed to its consumer in the last minutes");

        var age = consumer.Age.Before(newest + 1);
        var lag = age.Last!.Value;
        if (lag < Unremarkable(consumer, options))
            return new Judgement.Healthy(Symptom.StreamLag, id, "its consumer is not far behind");
        if (IsBlocked(consumer, age, options))
            return new Judgement.Trouble(Describe(stream, consumer, age, RealTime, isBlocked: true, options));
        if (age.Tail(options.TrendMinutes).Count < options.MinimumPoints)
            return new Judgement.InsufficientData(Symptom.StreamLag, id, "too few points for a trend");
        if (Rise(age, options) is { } slope)
            return new Judgement.Trouble(Describe(stream, consumer, age, slope, isBlocked: false, options));
        var limit = Limit(stream, consumer);
        return lag >= options.LimitShare * limit.TotalSeconds && !IsFalling(age, options)
            ? new Judgement.Trouble(Describe(stream, consumer, age, 0, isBlocked: false, options))
            : new Judgement.Healthy(Symptom.StreamLag, id, "the lag does not grow");
    }

    // A batch is collected for some time, runs, and the next one waits for it: a few of those are no lag.
    private static double Unremarkable(StreamConsumer consumer, StreamLagOptions options) => Math.Max(
        options.MinimumLag.TotalSeconds,
        consumer.Mapping.BatchingWindow.TotalSeconds + (3 * (consumer.Signals.AverageDuration.Tail(10).Max ?? 0) / 1_000));

    /// <summary>The newest minutes each have an error and a lag that is a minute more than that of the minute before.</summary>
    private static bool IsBlocked(StreamConsumer consumer, Series age, StreamLagOptions options)
    {
        var minutes = options.BlockedMinutes + 1;
        var tail = age.Tail(minutes);
        if (tail.Count < minutes || consumer.Signals.Errors.Length < minutes)
            return false;
        var rises = Enumerable.Range(1, minutes - 1).All(i => tail[i] - tail[i - 1] is >= 0.5 * RealTime and <= 1.6 * RealTime);
        var slope = TheilSen.SlopePerMinute(tail);
        return rises && slope >= 0.85 * RealTime && consumer.Signals.Errors.Tail(minutes).Sum >= options.BlockedMinutes;
    }

    /// <returns>How fast the lag grows, in seconds a minute; null when it does not, or not any more.</returns>
    private static double? Rise(Series age, StreamLagOptions options)
    {
        if (IsFalling(age, options))
            return null;
        foreach (var (minutes, significance) in new[] { (options.TrendMinutes, options.Significance), (options.LongTrendMinutes, options.LongSignificance) })
        {
            if (Trend.Of(age.Tail(minutes), options.MinimumPoints) is { } trend
                && trend.SlopePerMinute >= options.MinimumSlope
                && trend.RisingPValue <= significance)
                return trend.SlopePerMinute;
        }
        return null;
    }

    private static bool IsFalling(Series age, StreamLagOptions options)
    {
        var recent = age.Tail(options.RecentMinutes);
        return TheilSen.SlopePerMinute(recent) is < 0 && age.Last < 0.95 * recent.Max;
    }

    private static TimeSpan Limit(StreamSignals stream, StreamConsumer consumer) =>
        consumer.Mapping.Stream?.MaximumRecordAge is { } oldest && oldest < stream.Stream.Retention ? oldest : stream.Stream.Retention;

    private static Finding Describe(
        StreamSignals stream, StreamConsumer consumer, Series age, double slope, bool isBlocked, StreamLagOptions options)
    {
        var name = consumer.Function.Name;
        var lag = age.Last!.Value;
        var limit = Limit(stream, consumer);
        var ratio = consumer.Signals.ErrorRatio(options.RecentMinutes);
        var errors = consumer.Signals.Errors.Tail(options.RecentMinutes).Sum;
        var throttles = consumer.Signals.Throttles.Tail(options.RecentMinutes).Sum;
        var fails = isBlocked || ratio >= options.FailingRatio;
        var left = slope > 0 ? TimeSpan.FromMinutes(Math.Max(0, (limit.TotalSeconds - lag) / slope)) : (TimeSpan?)null;
        var concurrency = consumer.Signals.ConcurrentExecutions.Tail(10).Max ?? 0;
        // What arrives in a minute and is not worked off in it is what the lag grows by: capacity / arrivals = 1 - growth per minute of a minute.
        var factor = slope is > 0 and < 0.95 * RealTime ? 1 / (1 - (slope / RealTime)) : (double?)null;
        return new Finding(
            Symptom.StreamLag,
            stream.Stream.Id,
            Began(age),
            isBlocked || left < options.CriticalTimeUntilLoss ? Severity.Critical : Severity.Warning,
            $"{name} reads {stream.Stream.Id.Name} {Say.Duration(TimeSpan.FromSeconds(lag))} late" +
            (slope > 0 ? $", and {Say.Number(slope)} s more each minute" : ", and does not catch up") +
            (isBlocked
                ? $": a batch fails again and again ({Say.Count(errors, "error")} in {options.RecentMinutes} min), and what is behind it in its shard waits."
                : fails ? $": {Say.Percent(ratio)} of its invocations fail." : ", without failing.") +
            Loss(stream, consumer, left, lag, limit),
            [
                new Evidence("iterator age", Math.Round(lag), "s"),
                new Evidence("iterator age trend", Math.Round(slope, 1), "s/min"),
                new Evidence("error ratio", Math.Round(ratio * 100, 1), "%"),
                new Evidence("throttles", throttles, "requests"),
                new Evidence("concurrency now", concurrency, "concurrent executions"),
                .. factor is { } f ? [new Evidence("throughput needed", Math.Round(f * 100), "% of now")] : ImmutableArray<Evidence>.Empty,
                new Evidence("records are kept", Math.Round(limit.TotalHours, 1), "h"),
            ],
            fails ? Failing(consumer, isBlocked, age, options) : TooSlow(consumer, throttles, factor, concurrency),
            fails ? RemediesOfFailing(consumer) : RemediesOfSlow(consumer, stream, factor),
            DecidingSeries.Of("iterator age, s", age.Tail(30)));
    }

    private static string Loss(StreamSignals stream, StreamConsumer consumer, TimeSpan? left, double lag, TimeSpan limit)
    {
        var dropped = limit < stream.Stream.Retention;
        if (lag >= 0.9 * limit.TotalSeconds)
            return dropped ? $" Records older than {Say.Duration(limit)} are being dropped, as the mapping's maximum record age says." : " The oldest records are being lost to the stream's retention.";
        return left is { TotalDays: < 14 } time
            ? $" At this pace the oldest record is {(dropped ? "dropped for its maximum age of" : "lost to the retention of")} {Say.Duration(limit)} in {Say.Duration(time)}."
            : consumer.Mapping.Stream?.MaximumRetries is { } retries ? $" After {retries} retries a failing batch is dropped." : "";
    }

    private static Cause Failing(StreamConsumer consumer, bool isBlocked, Series age, StreamLagOptions options)
    {
        var function = consumer.Function;
        var since = Began(age);
        var change = function.LastModified >= since - options.ChangeBefore && function.LastModified <= since.AddMinutes(2)
            ? $" Its code or configuration was changed at {Say.Time(function.LastModified)}, just before."
            : "";
        var all = consumer.Signals.ErrorRatio(options.RecentMinutes) >= options.FailingRatio;
        return Cause.Of(function.Id, isBlocked && !all && change.Length == 0
            ? $"Either a record that {function.Name} cannot process blocks its shard, or {function.Name} fails for the keys of that shard alone; the other shards go on."
            : $"{function.Name} fails, and a stream's batch is tried until it succeeds.{change}");
    }

    private static Cause TooSlow(StreamConsumer consumer, double throttles, double? factor, double concurrency)
    {
        var function = consumer.Function;
        var duration = consumer.Signals.AverageDuration.Tail(10).Max is { } ms ? $" A batch of at most {consumer.Mapping.BatchSize} takes {Say.Duration(TimeSpan.FromMilliseconds(ms))}." : "";
        if (throttles > 0)
            return Cause.Of(function.Id, $"{function.Name} is refused concurrency: {Say.Number(throttles)} throttles in the last minutes.{duration}");
        var needed = factor is { } f && concurrency > 0
            ? $" Keeping up needs {Say.Number(Math.Ceiling(concurrency * f))} concurrent executions where {Say.Number(concurrency)} run, or as much less time for each."
            : "";
        return Cause.Of(function.Id, $"{function.Name} is slower than records arrive: one batch at a time for each shard and parallel batch.{duration}{needed}");
    }

    private static ImmutableArray<string> RemediesOfFailing(StreamConsumer consumer)
    {
        var reading = consumer.Mapping.Stream;
        var options = new List<string>();
        if (reading is null or { BisectBatchOnError: false } && !consumer.Mapping.PartialBatchResponses)
            options.Add("--bisect-batch-on-function-error");
        if (reading?.MaximumRetries is null)
            options.Add("--maximum-retry-attempts 10");
        if (reading is null or { HasFailureDestination: false })
            options.Add("--destination-config '{\"OnFailure\":{\"Destination\":\"QUEUE_ARN\"}}'");
        return
        [
            $"Read the function's log for the record that fails: aws logs tail /aws/lambda/{consumer.Function.Name} --since 30m --filter-pattern ERROR",
            $"Repair {consumer.Function.Name}, or let it put aside what it cannot read and report success; the shard goes on by itself.",
            .. options.Count == 0
                ? ImmutableArray<string>.Empty
                : [$"To get past a record that nobody can process, without losing sight of it: aws lambda update-event-source-mapping --uuid {consumer.Mapping.Uuid} {string.Join(' ', options)}"],
        ];
    }

    private static ImmutableArray<string> RemediesOfSlow(StreamConsumer consumer, StreamSignals stream, double? factor)
    {
        var parallel = consumer.Mapping.Stream?.ParallelizationFactor ?? 1;
        var wanted = Math.Min(10, (int)Math.Ceiling(parallel * (factor ?? 2)));
        return
        [
            .. parallel < 10
                ? ImmutableArray.Create(
                    $"Process more batches of a shard at a time (now {parallel}; the order within a key stays): aws lambda update-event-source-mapping --uuid {consumer.Mapping.Uuid} --parallelization-factor {Math.Max(parallel + 1, wanted)}")
                : [],
            $"Raise the batch size (now {consumer.Mapping.BatchSize}) if an invocation costs more than its records.",
            $"Find out why {consumer.Function.Name} takes so long; a shorter duration is the only thing that helps every shard.",
            .. stream.Stream.Id.Kind is ResourceKind.Stream
                ? ImmutableArray.Create($"Give the stream more shards: aws kinesis update-shard-count --stream-name {stream.Stream.Id.Name} --scaling-type UNIFORM_SCALING --target-shard-count N")
                : [],
        ];
    }

    // Back along the rise to where the lag was next to nothing.
    private static DateTimeOffset Began(Series age)
    {
        var began = age.Length - 1;
        while (began > 0 && (age[began - 1] is null || age[began - 1] <= (age[began] ?? double.MaxValue) + 5) && (age[began] ?? 60) >= 5)
            began--;
        return age.TimeAt(began);
    }
}

/// <summary>When a stream counts as lagging.</summary>
public sealed record StreamLagOptions
{
    /// <summary>A lag below which nothing is said. Default one minute.</summary>
    public TimeSpan MinimumLag { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The newest point may be so old; with none for longer nothing is known; minutes. Default 8.</summary>
    public int StaleMinutes { get; init; } = 8;

    /// <summary>Minutes over which the trend is taken; 5 to 60. Default 10.</summary>
    public int TrendMinutes { get; init; } = 10;

    /// <summary>Largest p value of the Mann-Kendall test; 0 to 1. Default 0.01.</summary>
    public double Significance { get; init; } = 0.01;

    /// <summary>Minutes over which a slow rise shows in spite of its noise; 10 to 60. Default 30.</summary>
    public int LongTrendMinutes { get; init; } = 30;

    /// <summary>Largest p value over the longer time; 0 to 1. Default 0.0001.</summary>
    public double LongSignificance { get; init; } = 0.0001;

    /// <summary>Points without which there is no trend; 5 and up. Default 5.</summary>
    public int MinimumPoints { get; init; } = 5;

    /// <summary>Slower growth is noise; seconds/min. Default 1.</summary>
    public double MinimumSlope { get; init; } = 1;

    /// <summary>Minutes that tell whether the lag falls again; 3 and up. Default 5.</summary>
    public int RecentMinutes { get; init; } = 5;

    /// <summary>Minutes running in which a shard must have stood still while the function failed; 2 and up. Default 3.</summary>
    public int BlockedMinutes { get; init; } = 3;

    /// <summary>Share of failing invocations from which on the failures are the cause; 0 to 1. Default 0.5.</summary>
    public double FailingRatio { get; init; } = 0.5;

    /// <summary>A lag of this share of the retention, or of the maximum record age, that does not fall is told without growing; 0 to 1. Default 0.5.</summary>
    public double LimitShare { get; init; } = 0.5;

    /// <summary>Records that are lost sooner than this make it critical. Default six hours.</summary>
    public TimeSpan CriticalTimeUntilLoss { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A change of the function this long before the lag is named as its likely cause. Default 10 minutes.</summary>
    public TimeSpan ChangeBefore { get; init; } = TimeSpan.FromMinutes(10);
}
