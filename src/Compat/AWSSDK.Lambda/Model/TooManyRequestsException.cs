using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>A rate or concurrency limit refused the request; the SDK has tried again already.</summary>
public class TooManyRequestsException : AmazonLambdaException
{
    public TooManyRequestsException(string message)
        : base(message)
    {
    }

    public TooManyRequestsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public TooManyRequestsException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public TooManyRequestsException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Which limit it was.</summary>
    public ThrottleReason? Reason { get; set; }

    /// <summary>The header Retry-After, in seconds.</summary>
    public string? RetryAfterSeconds { get; set; }

    /// <summary>Who is at fault: <c>User</c> or <c>Service</c>.</summary>
    public string? Type { get; set; }
}
