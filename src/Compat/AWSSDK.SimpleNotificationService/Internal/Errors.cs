using Amazon.SimpleNotificationService.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>Which exception an error code becomes; a code that is not listed becomes the service's general exception.</summary>
internal static class Errors
{
    public static AmazonServiceException Of(ServiceError e) => e.ShortCode switch
    {
        "InvalidParameter" =>
            new InvalidParameterException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ParameterValueInvalid" or "InvalidParameterValue" =>
            new InvalidParameterValueException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalError" =>
            new InternalErrorException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "NotFound" =>
            new NotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "AuthorizationError" =>
            new AuthorizationErrorException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSThrottling" =>
            new KMSThrottlingException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSAccessDenied" =>
            new KMSAccessDeniedException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonSimpleNotificationServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
