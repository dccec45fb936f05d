using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>What a function's invocations were like over the last hours. All series begin together and end with the newest readable minute.</summary>
/// <remarks>
/// A point belongs to the minute in which an invocation started and is published after it has ended: the newest minutes know only the
/// invocations that were quick, and one that lasts a quarter of an hour is seen a quarter of an hour late.
/// </remarks>
/// <param name="Invocations">Per minute; zero where nothing ran. So are Errors.</param>
/// <param name="MedianDuration">In milliseconds; null where nothing ran.</param>
/// <param name="LongestDuration">In milliseconds; null where nothing ran.</param>
public sealed record FunctionHistory(Function Function, Series Invocations, Series Errors, Series MedianDuration, Series LongestDuration)
{
    /// <summary>Messages received from the queues that the function reads in batches, per minute; null where its batches cannot be told.</summary>
    public Series? MessagesReceived { get; init; }

    /// <summary>The metrics that <see cref="From"/> needs. Two statistics of one metric in one request are billed as one.</summary>
    public static IEnumerable<MetricQuery> Queries(string function) =>
    [
        LambdaMetrics.Invocations(function), LambdaMetrics.Errors(function),
        LambdaMetrics.MedianDuration(function), LambdaMetrics.LongestDuration(function),
    ];

    /// <param name="accountInvocations">Of the same window; they tell which minutes are published in full.</param>
    public static FunctionHistory From(Function function, IReadOnlyDictionary<MetricQuery, Series> metrics, Series accountInvocations)
    {
        var invocations = metrics[LambdaMetrics.Invocations(function.Name)];
        var errors = metrics[LambdaMetrics.Errors(function.Name)];
        var newest = Readable.NewestIndex(Readable.SettledIndex(accountInvocations), invocations, errors);
        return new FunctionHistory(
            function,
            Readable.Counts(invocations, newest),
            Readable.Counts(errors, newest),
            metrics[LambdaMetrics.MedianDuration(function.Name)].Before(newest + 1),
            metrics[LambdaMetrics.LongestDuration(function.Name)].Before(newest + 1));
    }

    /// <summary>Of an error-free minute in which something ran, the newest before <paramref name="index"/>; null when there is none.</summary>
    public DateTimeOffset? LastSuccessBefore(int index)
    {
        for (var minute = index - 1; minute >= 0; minute--)
            if (Invocations[minute] > (Errors[minute] ?? 0))
                return Invocations.TimeAt(minute);
        return null;
    }
}
