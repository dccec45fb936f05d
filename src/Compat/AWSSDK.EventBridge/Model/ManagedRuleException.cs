using System.Net;
using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>An AWS service made this rule for the account and manages it; nobody else may change it.</summary>
public class ManagedRuleException : AmazonEventBridgeException
{
    public ManagedRuleException(string message)
        : base(message)
    {
    }

    public ManagedRuleException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ManagedRuleException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ManagedRuleException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
