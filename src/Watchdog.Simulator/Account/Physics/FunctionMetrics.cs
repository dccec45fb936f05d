using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// AWS/Lambda's metrics of one function, or without a name of the whole account. An invocation belongs to the minute in which it started and
/// can be read only after it has ended; a refused one is a throttle and nothing else. A minute without activity has no point.
/// </summary>
internal sealed class FunctionMetrics(MetricStore store, string? functionName)
{
    /// <summary>The longest timeout is 15 minutes, so an invocation ends at most 16 minutes after the minute in which it started.</summary>
    private readonly InvocationCounts?[] byLag = new InvocationCounts?[17];
    private readonly MetricSeries?[] series = new MetricSeries?[Names.Length];
    private StatisticSet concurrency;
    private StatisticSet iteratorAge;
    private long throttles;

    private static readonly (string Name, string Unit)[] Names =
        [("Invocations", "Count"), ("Errors", "Count"), ("Throttles", "Count"), ("Duration", "Milliseconds"), ("ConcurrentExecutions", "Count"),
            ("IteratorAge", "Milliseconds")];

    private enum Metric
    {
        Invocations,
        Errors,
        Throttles,
        Duration,
        ConcurrentExecutions,
        IteratorAge,
    }

    /// <param name="lag">Minutes from the minute of the start to the minute of the end.</param>
    public void Started(int lag, long invocations, long failed, DurationTable durations, int bin) =>
        (byLag[lag] ??= new InvocationCounts()).Add(invocations, failed, durations, bin);

    public void Throttled(long count) => throttles += count;

    /// <summary>How old the last record of a stream's batch was when the function was invoked with it.</summary>
    public void IteratorAge(double milliseconds) => iteratorAge.Add(milliseconds);

    /// <summary>Called once a second while anything runs.</summary>
    public void Concurrency(int running)
    {
        if (running > 0) concurrency.Add(running);
    }

    /// <summary>The most executions that ran at once in this minute so far.</summary>
    public double Busiest => concurrency.Maximum;

    /// <summary>Hands the minute to the store; what is counted is added to <paramref name="account"/> as well.</summary>
    public void Flush(int minute, FunctionMetrics? account)
    {
        for (var lag = 0; lag < byLag.Length; lag++)
        {
            if (byLag[lag] is not { Invocations: > 0 } counts) continue;
            if (account is not null) (account.byLag[lag] ??= new InvocationCounts()).Add(counts);
            Write(Metric.Invocations, minute, lag, new StatisticSet { Sum = counts.Invocations, Minimum = 1, Maximum = 1, Count = counts.Invocations });
            Write(Metric.Errors, minute, lag, StatisticSet.OfFlags(counts.Failed, counts.Invocations));
            Write(Metric.Throttles, minute, lag, StatisticSet.OfFlags(0, counts.Invocations));
            Write(Metric.Duration, minute, lag, counts.Duration, counts.Durations);
            counts.Clear();
        }

        if (throttles > 0) Write(Metric.Throttles, minute, 0, StatisticSet.OfFlags(throttles, throttles));
        Write(Metric.ConcurrentExecutions, minute, 0, concurrency);
        Write(Metric.IteratorAge, minute, 0, iteratorAge);
        if (account is not null)
        {
            account.throttles += throttles;
            account.iteratorAge.Merge(iteratorAge);
        }

        (throttles, concurrency, iteratorAge) = (0, default, default);
    }

    private void Write(Metric metric, int minute, int lag, in StatisticSet set, Histogram? histogram = null)
    {
        if (set.Count == 0) return;
        var to = series[(int)metric] ??= store.SeriesOf(
            functionName is null
                ? new MetricId("AWS/Lambda", Names[(int)metric].Name, Names[(int)metric].Unit)
                : new MetricId("AWS/Lambda", Names[(int)metric].Name, Names[(int)metric].Unit, new MetricDimension("FunctionName", functionName)));
        to.Add(minute, minute + lag, set, histogram);
    }
}
