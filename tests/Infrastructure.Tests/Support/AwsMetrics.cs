namespace Infrastructure.Tests.Support;

/// <summary>The metrics of AWS that alarms and the dashboard may name, with the sets of dimensions under which AWS publishes each.</summary>
internal static class AwsMetrics
{
    private static readonly string[] s_account = [""];
    private static readonly string[] s_function = ["FunctionName"];
    private static readonly string[] s_both = ["", "FunctionName"];
    private static readonly string[] s_queue = ["QueueName"];

    private static readonly Dictionary<string, string[]> s_dimensions = new()
    {
        ["AWS/Lambda Invocations"] = s_both,
        ["AWS/Lambda Errors"] = s_both,
        ["AWS/Lambda Throttles"] = s_both,
        ["AWS/Lambda ConcurrentExecutions"] = s_both,
        ["AWS/Lambda UnreservedConcurrentExecutions"] = s_account,
        ["AWS/Lambda ClaimedAccountConcurrency"] = s_account,
        ["AWS/Lambda DeadLetterErrors"] = s_function,
        ["AWS/Lambda IteratorAge"] = s_function,
        ["AWS/Lambda AsyncEventAge"] = s_function,
        ["AWS/Lambda AsyncEventsReceived"] = s_function,
        ["AWS/Lambda AsyncEventsDropped"] = s_function,
        ["AWS/Lambda RecursiveInvocationsDropped"] = s_function,
        ["AWS/SQS ApproximateAgeOfOldestMessage"] = s_queue,
        ["AWS/SQS ApproximateNumberOfMessagesVisible"] = s_queue,
        ["AWS/SQS ApproximateNumberOfMessagesNotVisible"] = s_queue,
        ["AWS/SQS NumberOfMessagesSent"] = s_queue,
        ["AWS/SQS NumberOfMessagesReceived"] = s_queue,
        ["AWS/SQS NumberOfMessagesDeleted"] = s_queue,
        ["AWS/Usage ResourceCount"] = ["Class,Resource,Service,Type"],
    };

    /// <summary>Whether AWS publishes the metric under just these dimensions. Of Watchdog's own metrics another test judges, in a running account.</summary>
    public static bool Has(string nameSpace, string metric, IEnumerable<string> dimensions) => nameSpace == "Watchdog"
        || (s_dimensions.TryGetValue($"{nameSpace} {metric}", out var sets) && sets.Contains(string.Join(',', dimensions.Order(StringComparer.Ordinal))));
}
