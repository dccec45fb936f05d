using Amazon.Lambda.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda.Internal;

/// <summary>Which exception an error code becomes; a code that is not listed becomes the service's general exception.</summary>
internal static class Errors
{
    public static AmazonServiceException Of(ServiceError e) => e.ShortCode switch
    {
        "InvalidParameterValue" =>
            new InvalidParameterValueException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode) { Type = e.Detail("Type") },
        "ResourceConflict" =>
            new ResourceConflictException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode) { Type = e.Detail("Type") },
        "ResourceInUse" =>
            new ResourceInUseException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode) { Type = e.Detail("Type") },
        "ResourceNotFound" =>
            new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode) { Type = e.Detail("Type") },
        "Service" =>
            new ServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode) { Type = e.Detail("Type") },
        "RecursiveInvocation" =>
            new RecursiveInvocationException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode) { Type = e.Detail("Type") },
        "TooManyRequests" =>
            new TooManyRequestsException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode)
            {
                Type = e.Detail("Type"),
                Reason = e.Detail("Reason") is { } reason ? ThrottleReason.FindValue(reason) : null,
                RetryAfterSeconds = e.Detail("Retry-After"),
            },
        _ => new AmazonLambdaException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
