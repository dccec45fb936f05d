namespace Watchdog.Core.Signals;

/// <summary>The AWS/SQS metrics that Watchdog reads; all are of one queue.</summary>
public static class QueueMetrics
{
    private const string Namespace = "AWS/SQS";

    /// <summary>Unit: seconds. Leaves out messages that a standard queue has handed out three times or more.</summary>
    public static MetricQuery AgeOfOldestMessage(string queue) => Query("ApproximateAgeOfOldestMessage", "Maximum", queue);

    public static MetricQuery Visible(string queue) => Query("ApproximateNumberOfMessagesVisible", "Maximum", queue);

    /// <summary>Received, and neither deleted nor visible again.</summary>
    public static MetricQuery InFlight(string queue) => Query("ApproximateNumberOfMessagesNotVisible", "Maximum", queue);

    /// <summary>What SQS moves to a dead-letter queue is not among it.</summary>
    public static MetricQuery Sent(string queue) => Query("NumberOfMessagesSent", "Sum", queue);

    public static MetricQuery Received(string queue) => Query("NumberOfMessagesReceived", "Sum", queue);

    public static MetricQuery Deleted(string queue) => Query("NumberOfMessagesDeleted", "Sum", queue);

    private static MetricQuery Query(string metric, string statistic, string queue) =>
        new(Namespace, metric, statistic, DimensionSet.Of(new MetricDimension("QueueName", queue)));
}
