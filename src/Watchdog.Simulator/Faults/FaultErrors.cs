using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Faults;

/// <summary>The errors that a call may meet through no fault of its own, by service: those of the API's model, and those that all services have in common.</summary>
internal static class FaultErrors
{
    private const string Rate = "Rate exceeded";
    private const string Internal = "An internal error occurred. Try again.";
    private const string Denied = "The caller is not authorized to perform this operation.";
    private const string Busy = "The service is unavailable. Try again later.";

    private static readonly FaultError ThrottlingOfJson = new("ThrottlingException", 400, Rate);
    private static readonly FaultError ThrottlingOfQuery = new("ThrottlingException", 400, Rate, "Throttling");
    private static readonly FaultError DeniedOfJson = new("AccessDeniedException", 400, Denied, "AccessDenied");
    private static readonly FaultError DeniedOfHttp = new("AccessDeniedException", 403, Denied, "AccessDenied");
    private static readonly FaultError InternalFailure = new("InternalFailure", 500, Internal);
    private static readonly FaultError Unavailable = new("ServiceUnavailable", 503, Busy);

    private static readonly Dictionary<string, FaultError[]> ByService = new(StringComparer.Ordinal)
    {
        ["monitoring"] = [ThrottlingOfQuery, DeniedOfJson, new("InternalServiceFault", 500, Internal, "InternalServiceError"), Unavailable],
        ["lambda"] =
        [
            new("TooManyRequestsException", 429, Rate) { Reason = "CallerRateLimitExceeded" },
            ThrottlingOfJson,
            DeniedOfHttp,
            new("ResourceConflictException", 409, "The operation cannot be performed at this time. An update is in progress."),
            new("ResourceInUseException", 400, "Cannot update the resource because it is in use."),
            new("ResourceNotFoundException", 404, "The resource you requested does not exist."),
            new("ServiceException", 500, Internal),
            Unavailable,
        ],
        ["sqs"] = [new("RequestThrottled", 400, Rate), ThrottlingOfQuery, DeniedOfJson, InternalFailure, Unavailable],
        ["sns"] =
        [
            new("ThrottledException", 429, Rate, "Throttled"),
            ThrottlingOfQuery,
            new("AuthorizationErrorException", 403, Denied, "AuthorizationError"),
            new("InternalErrorException", 500, Internal, "InternalError"),
            Unavailable,
        ],
        ["sts"] = [ThrottlingOfQuery, DeniedOfHttp, InternalFailure, Unavailable],
        ["iam"] = [ThrottlingOfQuery, DeniedOfHttp, new("ServiceFailureException", 500, Internal, "ServiceFailure"), Unavailable],
        ["kinesis"] = [new("LimitExceededException", 400, Rate), ThrottlingOfJson, DeniedOfJson, new("InternalFailureException", 500, Internal), Unavailable],
        ["events"] =
        [
            ThrottlingOfJson,
            DeniedOfJson,
            new("ConcurrentModificationException", 400, "There is concurrent modification on a rule, target, archive, or replay."),
            new("InternalException", 500, Internal),
            Unavailable,
        ],
        ["dynamodb"] =
        [
            new("ProvisionedThroughputExceededException", 400, Rate),
            new("RequestLimitExceeded", 400, Rate),
            ThrottlingOfJson,
            DeniedOfJson,
            new("InternalServerError", 500, Internal),
            Unavailable,
        ],
    };

    /// <summary>The codes, by which the errors are named.</summary>
    public static IReadOnlyCollection<string> CodesOf(string service) => [.. ByService[service].Select(e => e.Code)];

    /// <summary>How the service refuses who is not allowed to call it.</summary>
    public static FaultError DeniedBy(string service) => ByService[service].Single(e => e.Code is "AccessDeniedException" or "AuthorizationErrorException");

    public static FaultError Of(string service, string code) => ByService[service].Single(e => e.Code == code);
}

/// <param name="Code">The name of the error's shape.</param>
/// <param name="Status">HTTP.</param>
/// <param name="QueryCode">The code in query/XML where it is another.</param>
internal sealed record FaultError(string Code, int Status, string Message, string? QueryCode = null)
{
    /// <summary>Lambda's, of a throttled request.</summary>
    public string? Reason { get; init; }

    public AwsException ToException() => new(Code, Message, Status, QueryCode) { Reason = Reason };
}
