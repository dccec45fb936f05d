using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.IdentityManagement.Internal;

/// <summary>Which exception an error code becomes; a code that is not listed becomes the service's general exception.</summary>
internal static class Errors
{
    public static AmazonServiceException Of(ServiceError e) => e.ShortCode switch
    {
        "NoSuchEntity" =>
            new NoSuchEntityException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidInput" =>
            new InvalidInputException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        "PolicyEvaluation" =>
            new PolicyEvaluationException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonIdentityManagementServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
