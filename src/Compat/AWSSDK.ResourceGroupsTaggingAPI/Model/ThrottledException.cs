using System.Net;
using Amazon.Runtime;

namespace Amazon.ResourceGroupsTaggingAPI.Model;

/// <summary>Too many requests; the SDK has tried again already.</summary>
public class ThrottledException : AmazonResourceGroupsTaggingAPIException
{
    public ThrottledException(string message)
        : base(message)
    {
    }

    public ThrottledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ThrottledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ThrottledException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
