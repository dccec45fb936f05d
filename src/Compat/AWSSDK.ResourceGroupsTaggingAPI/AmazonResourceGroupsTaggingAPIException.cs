using System.Net;
using Amazon.Runtime;

namespace Amazon.ResourceGroupsTaggingAPI;

/// <summary>Any error that the AWS Resource Groups Tagging API answers; <c>ErrorCode</c> is the service's own word for it.</summary>
public class AmazonResourceGroupsTaggingAPIException : AmazonServiceException
{
    public AmazonResourceGroupsTaggingAPIException(string message)
        : base(message)
    {
    }

    public AmazonResourceGroupsTaggingAPIException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public AmazonResourceGroupsTaggingAPIException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public AmazonResourceGroupsTaggingAPIException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
