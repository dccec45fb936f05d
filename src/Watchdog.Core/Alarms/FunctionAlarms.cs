using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;

namespace Watchdog.Core.Alarms;

/// <summary>
/// A function's alarms. Each costs money every month, so there are few, and each looks at a quarter of an hour or five minutes rather than at one
/// minute: one failure of a function that fails now and then wakes nobody.
/// </summary>
internal static class FunctionAlarms
{
    /// <summary>With fewer executions "nearly all" is no more than "some": the alarm on throttles then says it.</summary>
    public const int LeastReservation = 10;

    /// <summary>What is left of a stream's retention when the alarm goes off has to be enough for a person.</summary>
    public static readonly TimeSpan HighestIteratorAge = TimeSpan.FromDays(1);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    public static IEnumerable<ResourceAlarm> Of(Function function, WatchdogStack stack)
    {
        yield return new ResourceAlarm(
            AlarmNames.Of(stack, function.Id, "Errors"), function.Id,
            AlarmText.Of(
                stack, $"Function {function.Name} failed in two of three periods of 5 minutes.",
                $"Look at the newest errors in its log group (/aws/lambda/{function.Name} unless it has another), and at what was deployed last. "
                + "What failed is tried again by a queue, a stream or Lambda itself, and given up in the end."),
            LambdaMetrics.Errors(function.Name), FiveMinutes, Threshold: 0, Periods: 3, Breaching: 2);

        yield return new ResourceAlarm(
            AlarmNames.Of(stack, function.Id, "Throttles"), function.Id,
            AlarmText.Of(
                stack, $"Function {function.Name} was throttled in each of five minutes: it needs more concurrency than it gets.",
                "Look which limit it is: its reserved concurrency, or what the account has left to functions without one. Raise it, shorten the function's "
                + "duration, or give its queue a maximum concurrency, so that messages wait instead of being refused."),
            LambdaMetrics.Throttles(function.Name), Minute, Threshold: 0, Periods: 5, Breaching: 5);

        yield return new ResourceAlarm(
            AlarmNames.Of(stack, function.Id, "Duration"), function.Id,
            AlarmText.Of(
                stack, $"Function {function.Name} ran for more than 90 % of its timeout of {Say.Duration(function.Timeout)} in two of three periods of 5 minutes.",
                "At the timeout it is killed, and what it was working on is tried again. Look at what it calls, whether the code waits or loops, and whether "
                + "a batch has become too large; then raise the timeout, and the visibility timeout of its queue to six times as much."),
            LambdaMetrics.LongestDuration(function.Name), FiveMinutes, Threshold: Math.Round(function.Timeout.TotalMilliseconds * 9 / 10), Periods: 3, Breaching: 2);
    }

    /// <returns>Null where the reservation is too small for one.</returns>
    public static ResourceAlarm? OfReservation(Function function, int? reserved, WatchdogStack stack) => reserved < LeastReservation || reserved is not { } limit
        ? null
        : new ResourceAlarm(
            ReservationName(function, stack), function.Id,
            AlarmText.Of(
                stack, $"Function {function.Name} used more than 90 % of its reserved concurrency of {limit} in each of five minutes.",
                "At the limit it is throttled. Raise the reservation if the account has concurrency left, or find out why it runs more or longer than it did."),
            LambdaMetrics.ConcurrentExecutions(function.Name), Minute, Threshold: (long)limit * 9 / 10, Periods: 5, Breaching: 5);

    public static string ReservationName(Function function, WatchdogStack stack) => AlarmNames.Of(stack, function.Id, "ConcurrentExecutions");

    /// <summary>The age of what it reads from streams; one metric for all of them.</summary>
    /// <returns>Null where it reads none.</returns>
    public static ResourceAlarm? OfStreams(Function function, Inventory inventory, WatchdogStack stack)
    {
        var read = (
            from mapping in inventory.MappingsTo(function.Name)
            where mapping.State is not "Deleting"
            let stream = inventory.Streams.FirstOrDefault(s => s.Arn == mapping.SourceArn)
            where stream is not null
            select (stream.Id.Name, Kept: Shorter(stream.Retention, mapping.Stream?.MaximumRecordAge))).ToImmutableArray();
        if (read.IsEmpty)
            return null;
        var kept = read.Min(r => r.Kept);
        var threshold = Shorter(kept / 4, HighestIteratorAge);
        return new ResourceAlarm(
            AlarmNames.Of(stack, function.Id, "IteratorAge"), function.Id,
            AlarmText.Of(
                stack,
                $"Function {function.Name} is more than {Say.Duration(threshold)} behind {AlarmText.Names(read.Select(r => r.Name))}, in two of three periods of "
                + $"5 minutes; a record that it has not read after {Say.Duration(kept)} is lost.",
                "Look whether it fails on one batch again and again, or is too slow. Against the first: bisect the batch, limit the retries, and name an on-failure "
                + "destination; against the second: a larger batch, a higher parallelization factor, or more shards."),
            LambdaMetrics.IteratorAge(function.Name), FiveMinutes, Threshold: Math.Round(threshold.TotalMilliseconds), Periods: 3, Breaching: 2);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan? b) => b < a ? b.Value : a;
}
