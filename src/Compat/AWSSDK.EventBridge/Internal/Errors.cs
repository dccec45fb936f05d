using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.EventBridge.Internal;

/// <summary>Which exception an error code becomes; a code that is not listed becomes the service's general exception.</summary>
internal static class Errors
{
    public static AmazonServiceException Of(ServiceError e) => e.ShortCode switch
    {
        "ConcurrentModification" =>
            new ConcurrentModificationException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "Internal" =>
            new InternalException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ManagedRule" =>
            new ManagedRuleException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotFound" =>
            new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonEventBridgeException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
