using Amazon.Kinesis.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Kinesis.Internal;

/// <summary>Which exception an error code becomes; a code that is not listed becomes the service's general exception.</summary>
internal static class Errors
{
    public static AmazonServiceException Of(ServiceError e) => e.ShortCode switch
    {
        "AccessDenied" =>
            new AccessDeniedException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidArgument" =>
            new InvalidArgumentException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "LimitExceeded" =>
            new LimitExceededException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotFound" =>
            new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonKinesisException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
