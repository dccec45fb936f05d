using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>AWS/Lambda's metrics of a function's asynchronous queue.</summary>
internal sealed class AsyncMetrics(MetricStore store, string functionName)
{
    private long received;
    private long dropped;
    private StatisticSet age;

    public void Received(long count) => received += count;

    public void Dropped(long count) => dropped += count;

    /// <summary>How long events waited until they were handed to the function.</summary>
    public void Age(double milliseconds, long count) => age.Add(milliseconds, count);

    public void Flush(int minute)
    {
        Write("AsyncEventsReceived", "Count", minute, received > 0 ? new StatisticSet { Sum = received, Minimum = 1, Maximum = 1, Count = received } : default);
        Write("AsyncEventsDropped", "Count", minute, dropped > 0 ? new StatisticSet { Sum = dropped, Minimum = 1, Maximum = 1, Count = dropped } : default);
        Write("AsyncEventAge", "Milliseconds", minute, age);
        (received, dropped, age) = (0, 0, default);
    }

    private void Write(string metric, string unit, int minute, in StatisticSet set)
    {
        if (set.Count > 0)
            store.SeriesOf(new MetricId("AWS/Lambda", metric, unit, new MetricDimension("FunctionName", functionName))).Add(minute, minute, set, null);
    }
}
