using Amazon.CloudWatch.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch.Internal;

/// <summary>Which exception an error code becomes; a code that is not listed becomes the service's general exception.</summary>
internal static class Errors
{
    public static AmazonServiceException Of(ServiceError e) => e.ShortCode switch
    {
        "InvalidNextToken" =>
            new InvalidNextTokenException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidParameterValue" =>
            new InvalidParameterValueException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidParameterCombination" =>
            new InvalidParameterCombinationException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "LimitExceeded" =>
            new LimitExceededException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "MissingParameter" or "MissingRequiredParameter" =>
            new MissingRequiredParameterException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotFound" =>
            new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalServiceError" or "InternalService" =>
            new InternalServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonCloudWatchException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
