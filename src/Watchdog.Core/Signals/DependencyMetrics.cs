namespace Watchdog.Core.Signals;

/// <summary>
/// Metrics that functions may publish of what they call, so that an outage can be named: Calls and Failures (counts) and Latency
/// (milliseconds), each with the dimensions FunctionName and Dependency. Nothing depends on their being there.
/// </summary>
public static class DependencyMetrics
{
    public const string Namespace = "Dependencies";

    public const string Function = "FunctionName";

    public const string Dependency = "Dependency";

    public static MetricQuery Calls(string function, string dependency) => Query("Calls", "Sum", function, dependency);

    public static MetricQuery Failures(string function, string dependency) => Query("Failures", "Sum", function, dependency);

    /// <summary>Unit: milliseconds.</summary>
    public static MetricQuery AverageLatency(string function, string dependency) => Query("Latency", "Average", function, dependency);

    private static MetricQuery Query(string metric, string statistic, string function, string dependency) => new(
        Namespace, metric, statistic, DimensionSet.Of(new MetricDimension(Function, function), new MetricDimension(Dependency, dependency)));
}
