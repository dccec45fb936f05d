using System.Net;
using Amazon.Runtime;

namespace Amazon.ResourceGroupsTaggingAPI.Model;

/// <summary>The token is older than 15 minutes; the list has to be begun again.</summary>
public class PaginationTokenExpiredException : AmazonResourceGroupsTaggingAPIException
{
    public PaginationTokenExpiredException(string message)
        : base(message)
    {
    }

    public PaginationTokenExpiredException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PaginationTokenExpiredException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public PaginationTokenExpiredException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
