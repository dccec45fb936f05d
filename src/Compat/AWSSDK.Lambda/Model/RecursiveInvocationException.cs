using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>Lambda saw the function call itself through another service, and stopped it.</summary>
public class RecursiveInvocationException : AmazonLambdaException
{
    public RecursiveInvocationException(string message)
        : base(message)
    {
    }

    public RecursiveInvocationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public RecursiveInvocationException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public RecursiveInvocationException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Who is at fault: <c>User</c> or <c>Service</c>.</summary>
    public string? Type { get; set; }
}
