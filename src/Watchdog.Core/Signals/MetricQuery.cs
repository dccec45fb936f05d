namespace Watchdog.Core.Signals;

/// <summary>One statistic of one metric of one resource.</summary>
/// <param name="Namespace">E.g. <c>AWS/Lambda</c>.</param>
/// <param name="Statistic">CloudWatch's own word: Sum, Maximum, Minimum, Average, SampleCount, or a percentile such as p90.</param>
/// <param name="Dimension">Null asks for the metric without dimensions, i.e. of the whole account.</param>
public sealed record MetricQuery(string Namespace, string Metric, string Statistic, MetricDimension? Dimension);

public sealed record MetricDimension(string Name, string Value);

/// <summary>The AWS/Lambda metrics that Watchdog reads. Without a function's name: of the whole account.</summary>
public static class LambdaMetrics
{
    private const string Namespace = "AWS/Lambda";

    /// <summary>Runs of the code, ok or not. Refused requests are not among them.</summary>
    public static MetricQuery Invocations(string? function = null) => Query("Invocations", "Sum", function);

    /// <summary>Invocations that ended in a function error; a timeout is one.</summary>
    public static MetricQuery Errors(string? function = null) => Query("Errors", "Sum", function);

    /// <summary>Requests refused for want of concurrency; neither Invocations nor Errors.</summary>
    public static MetricQuery Throttles(string? function = null) => Query("Throttles", "Sum", function);

    public static MetricQuery ConcurrentExecutions(string? function = null) => Query("ConcurrentExecutions", "Maximum", function);

    /// <summary>Concurrency used by all functions without a reservation; only of the whole account.</summary>
    public static MetricQuery UnreservedConcurrentExecutions() => Query("UnreservedConcurrentExecutions", "Maximum", null);

    /// <summary>Unit: milliseconds.</summary>
    public static MetricQuery AverageDuration(string function) => Query("Duration", "Average", function);

    /// <summary>Invocations that AWS's own loop detection stopped.</summary>
    public static MetricQuery RecursiveInvocationsDropped(string function) => Query("RecursiveInvocationsDropped", "Sum", function);

    private static MetricQuery Query(string metric, string statistic, string? function) =>
        new(Namespace, metric, statistic, function is null ? null : new MetricDimension("FunctionName", function));
}

/// <summary>The AWS/SQS metrics that Watchdog reads; all are of one queue.</summary>
public static class QueueMetrics
{
    private const string Namespace = "AWS/SQS";

    /// <summary>Unit: seconds. Leaves out messages that a standard queue has handed out three times or more.</summary>
    public static MetricQuery AgeOfOldestMessage(string queue) => Query("ApproximateAgeOfOldestMessage", "Maximum", queue);

    public static MetricQuery Visible(string queue) => Query("ApproximateNumberOfMessagesVisible", "Maximum", queue);

    public static MetricQuery Sent(string queue) => Query("NumberOfMessagesSent", "Sum", queue);

    public static MetricQuery Received(string queue) => Query("NumberOfMessagesReceived", "Sum", queue);

    public static MetricQuery Deleted(string queue) => Query("NumberOfMessagesDeleted", "Sum", queue);

    private static MetricQuery Query(string metric, string statistic, string queue) =>
        new(Namespace, metric, statistic, new MetricDimension("QueueName", queue));
}
