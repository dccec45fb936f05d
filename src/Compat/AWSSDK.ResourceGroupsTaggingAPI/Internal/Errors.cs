using Amazon.ResourceGroupsTaggingAPI.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.ResourceGroupsTaggingAPI.Internal;

/// <summary>Which exception an error code becomes; a code that is not listed becomes the service's general exception.</summary>
internal static class Errors
{
    public static AmazonServiceException Of(ServiceError e) => e.ShortCode switch
    {
        "InternalService" =>
            new InternalServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidParameter" =>
            new InvalidParameterException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "PaginationTokenExpired" =>
            new PaginationTokenExpiredException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "Throttled" =>
            new ThrottledException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonResourceGroupsTaggingAPIException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
