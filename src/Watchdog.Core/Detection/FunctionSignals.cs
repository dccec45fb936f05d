using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>What is known of a function's recent minutes. All series begin together and end with the newest readable minute.</summary>
/// <param name="Invocations">Per minute; zero where nothing ran. So are Errors and Throttles.</param>
/// <param name="ConcurrentExecutions">The maximum of each minute; null where nothing ran.</param>
/// <param name="AverageDuration">In milliseconds; null where nothing ran.</param>
public sealed record FunctionSignals(
    Function Function,
    Series Invocations,
    Series Errors,
    Series Throttles,
    Series ConcurrentExecutions,
    Series AverageDuration)
{
    /// <summary>The metrics that <see cref="From"/> needs.</summary>
    public static IEnumerable<MetricQuery> Queries(string function) =>
    [
        LambdaMetrics.Invocations(function), LambdaMetrics.Errors(function), LambdaMetrics.Throttles(function),
        LambdaMetrics.ConcurrentExecutions(function), LambdaMetrics.AverageDuration(function),
    ];

    public static FunctionSignals From(Function function, IReadOnlyDictionary<MetricQuery, Series> metrics, int settledIndex)
    {
        var invocations = metrics[LambdaMetrics.Invocations(function.Name)];
        var errors = metrics[LambdaMetrics.Errors(function.Name)];
        var throttles = metrics[LambdaMetrics.Throttles(function.Name)];
        var newest = Readable.NewestIndex(settledIndex, invocations, errors, throttles);
        return new FunctionSignals(
            function,
            Readable.Counts(invocations, newest),
            Readable.Counts(errors, newest),
            Readable.Counts(throttles, newest),
            metrics[LambdaMetrics.ConcurrentExecutions(function.Name)].Before(newest + 1),
            metrics[LambdaMetrics.AverageDuration(function.Name)].Before(newest + 1));
    }

    /// <summary>Errors per invocation over the last minutes, 0 to 1; 0 when nothing ran.</summary>
    public double ErrorRatio(int minutes)
    {
        var invocations = Invocations.Tail(minutes).Sum;
        return invocations == 0 ? 0 : Math.Min(1, Errors.Tail(minutes).Sum / invocations);
    }
}
