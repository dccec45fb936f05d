namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>The environment that Lambda and the template give to one of the stack's functions.</summary>
internal static class FunctionEnvironment
{
    /// <param name="handler">E.g. CircuitBreaker.</param>
    /// <param name="endpoint">Where the AWS APIs are, or are not.</param>
    public static Dictionary<string, string> Of(string handler, RuntimeApi api, string endpoint) => new()
    {
        ["ANNOTATIONS_HANDLER"] = handler,
        ["AWS_LAMBDA_FUNCTION_NAME"] = $"watchdog-{handler}",
        ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
        ["AWS_ENDPOINT_URL"] = endpoint,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "any",
        ["AWS_SECRET_ACCESS_KEY"] = "any",
        ["AWS_SESSION_TOKEN"] = "any",
        ["WATCHDOG_STACK"] = "watchdog",
        ["WATCHDOG_TABLE"] = "watchdog-StateTable",
        ["WATCHDOG_TOPIC_ARN"] = "arn:aws:sns:us-east-1:123456789012:watchdog",
        ["WATCHDOG_BREAKER_FUNCTION"] = "watchdog-CircuitBreaker",
        ["WATCHDOG_BREAKER_MODE"] = "confirm",
        ["WATCHDOG_AUTO_PROBE"] = "false",
        ["WATCHDOG_THROTTLED_PERCENT"] = "5",
        ["WATCHDOG_CONCURRENCY_WARNING_PERCENT"] = "80",
        ["WATCHDOG_BACKLOG_FLOOR"] = "20",
        ["WATCHDOG_SPIKE_FLOOR"] = "100",
        ["WATCHDOG_TRIPS_PER_HOUR"] = "5",
        ["WATCHDOG_REPEAT_HOURS"] = "4",
        ["WATCHDOG_MONTHLY_BUDGET_USD"] = "15",
        ["WATCHDOG_EVENT_BUS_ARN"] = "",
        ["POWERTOOLS_METRICS_NAMESPACE"] = "Watchdog",
        ["POWERTOOLS_SERVICE_NAME"] = "watchdog",
    };
}
