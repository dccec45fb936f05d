using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Cli.Staging;
using Watchdog.Simulator.Metrics;

namespace Watchdog.Benchmarks.Breaker.Playing;

/// <summary>How old the oldest message, record or event was that waited or was taken up in a minute.</summary>
internal static class Age
{
    private static readonly MetricDimension Function = new("FunctionName", OrganicTraffic.Function);

    /// <summary>Seconds by the minute.</summary>
    public static IReadOnlyDictionary<DateTimeOffset, double> OldestBy(PlayedRun played, OrganicSource source)
    {
        var (metric, unitsPerSecond) = source switch
        {
            OrganicSource.Queue => (new MetricId("AWS/SQS", "ApproximateAgeOfOldestMessage", "Seconds", [new MetricDimension("QueueName", OrganicTraffic.SourceName)]), 1.0),
            OrganicSource.Topic => (new MetricId("AWS/Lambda", "AsyncEventAge", "Milliseconds", [Function]), 1000.0),
            _ => (new MetricId("AWS/Lambda", "IteratorAge", "Milliseconds", [Function]), 1000.0),
        };
        return AccountReading.ReadMetric(played.Account, metric, "Maximum", played.Start).ToDictionary(p => p.Start, p => p.Value / unitsPerSecond);
    }
}
