namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>An error that the caller of an AWS API gets; the protocol gives it its shape.</summary>
/// <param name="code">The name of the error's shape, e.g. QueueDoesNotExist.</param>
/// <param name="status">HTTP status; from 500 on the fault is the service's.</param>
/// <param name="queryCode">The code in query/XML where it differs from the shape's name, e.g. AWS.SimpleQueueService.NonExistentQueue.</param>
public sealed class AwsException(string code, string message, int status = 400, string? queryCode = null) : Exception(message)
{
    public string Code { get; } = code;

    public string QueryCode { get; } = queryCode ?? code;

    public int Status { get; } = status;

    /// <summary>Lambda's reason of a throttled request (429), e.g. ConcurrentInvocationLimitExceeded.</summary>
    public string? Reason { get; init; }

    /// <summary>Sent as Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whose fault it is, in the words of query/XML and x-amzn-query-error.</summary>
    public string Fault => Status < 500 ? "Sender" : "Receiver";

    /// <summary>A fault of the simulator itself; SDKs retry it, its message names the bug.</summary>
    public static AwsException Internal(Exception exception) =>
        new("InternalFailure", $"The simulator failed: {exception.GetType().Name}: {exception.Message}", 500);
}
