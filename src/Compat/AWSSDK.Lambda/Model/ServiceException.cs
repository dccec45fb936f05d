using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>Lambda failed; the SDK has tried again already.</summary>
public class ServiceException : AmazonLambdaException
{
    public ServiceException(string message)
        : base(message)
    {
    }

    public ServiceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ServiceException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ServiceException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Who is at fault: <c>User</c> or <c>Service</c>.</summary>
    public string? Type { get; set; }
}
