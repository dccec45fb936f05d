namespace Watchdog.Core.Signals;

/// <summary>The AWS/Lambda metrics that Watchdog reads. Without a function's name: of the whole account.</summary>
public static class LambdaMetrics
{
    private const string Namespace = "AWS/Lambda";

    /// <summary>Runs of the code, ok or not. Refused requests are not among them.</summary>
    public static MetricQuery Invocations(string? function = null) => Query("Invocations", "Sum", function);

    /// <summary>Runs that one qualifier was called for, by the name of an alias or the number of a version.</summary>
    public static MetricQuery InvocationsOf(string function, string qualifier) => new(
        Namespace, "Invocations", "Sum",
        DimensionSet.Of(new MetricDimension("FunctionName", function), new MetricDimension("Resource", $"{function}:{qualifier}")));

    /// <summary>Runs for which the function was called without a qualifier: of <c>$LATEST</c>.</summary>
    public static MetricQuery InvocationsUnqualified(string function) => new(
        Namespace, "Invocations", "Sum",
        DimensionSet.Of(new MetricDimension("FunctionName", function), new MetricDimension("Resource", function)));

    /// <summary>Runs of one version among those that an alias was called for.</summary>
    public static MetricQuery InvocationsOfVersion(string function, string alias, string version) => new(
        Namespace, "Invocations", "Sum",
        DimensionSet.Of(
            new MetricDimension("FunctionName", function),
            new MetricDimension("Resource", $"{function}:{alias}"),
            new MetricDimension("ExecutedVersion", version)));

    /// <summary>Invocations that ended in a function error; a timeout is one.</summary>
    public static MetricQuery Errors(string? function = null) => Query("Errors", "Sum", function);

    /// <summary>Requests refused for want of concurrency; neither Invocations nor Errors.</summary>
    public static MetricQuery Throttles(string? function = null) => Query("Throttles", "Sum", function);

    public static MetricQuery ConcurrentExecutions(string? function = null) => Query("ConcurrentExecutions", "Maximum", function);

    /// <summary>Concurrency used by all functions without a reservation; only of the whole account.</summary>
    public static MetricQuery UnreservedConcurrentExecutions() => Query("UnreservedConcurrentExecutions", "Maximum", null);

    /// <summary>What the account has given away: unreserved executions, all reservations and all provisioned concurrency.</summary>
    public static MetricQuery ClaimedAccountConcurrency() => Query("ClaimedAccountConcurrency", "Maximum", null);

    /// <summary>Unit: milliseconds.</summary>
    public static MetricQuery AverageDuration(string function) => Query("Duration", "Average", function);

    /// <summary>Unit: milliseconds.</summary>
    public static MetricQuery MedianDuration(string function) => Query("Duration", "p50", function);

    /// <summary>Unit: milliseconds. A timeout lasts exactly the function's timeout.</summary>
    public static MetricQuery LongestDuration(string function) => Query("Duration", "Maximum", function);

    /// <summary>
    /// How old the last record of a batch was when it was handed to the function; unit: milliseconds. Only of stream mappings, and only while
    /// something is invoked.
    /// </summary>
    public static MetricQuery IteratorAge(string function) => Query("IteratorAge", "Maximum", function);

    /// <summary>Events that came to the function's asynchronous queue, run or not.</summary>
    public static MetricQuery AsyncEventsReceived(string function) => Query("AsyncEventsReceived", "Sum", function);

    /// <summary>Invocations that AWS's own loop detection stopped.</summary>
    public static MetricQuery RecursiveInvocationsDropped(string function) => Query("RecursiveInvocationsDropped", "Sum", function);

    private static MetricQuery Query(string metric, string statistic, string? function) => new(
        Namespace, metric, statistic,
        function is null ? DimensionSet.None : DimensionSet.Of(new MetricDimension("FunctionName", function)));
}
