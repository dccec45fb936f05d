using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>SQS's errors: the shape's name in JSON, and the code of the time before, which SDKs still show, in x-amzn-query-error.</summary>
internal static class Errors
{
    private const string Legacy = "AWS.SimpleQueueService.";

    public static AwsException Missing(string parameter) => new("MissingParameter", $"The request must contain the parameter {parameter}.");

    public static AwsException Value(string message) => new("InvalidParameterValue", message);

    public static AwsException NoQueue() => new("QueueDoesNotExist", "The specified queue does not exist.", queryCode: Legacy + "NonExistentQueue");

    public static AwsException AttributeName(string message) => new("InvalidAttributeName", message);

    public static AwsException AttributeValue(string message) => new("InvalidAttributeValue", message);

    public static AwsException ReceiptHandle(string handle) => new("ReceiptHandleIsInvalid", $"The input receipt handle \"{handle}\" is not a valid receipt handle.");

    public static AwsException PurgeInProgress(string queue) => new(
        "PurgeQueueInProgress", $"Only one PurgeQueue operation on {queue} is allowed every 60 seconds.", 403, Legacy + "PurgeQueueInProgress");

    public static AwsException EmptyBatch() => new(
        "EmptyBatchRequest", "There should be at least one SendMessageBatchRequestEntry in the request.", queryCode: Legacy + "EmptyBatchRequest");

    public static AwsException TooManyEntries(int count) => new(
        "TooManyEntriesInBatchRequest",
        $"Maximum number of entries per request are 10. You have sent {count}.",
        queryCode: Legacy + "TooManyEntriesInBatchRequest");

    public static AwsException IdsNotDistinct(string id) => new(
        "BatchEntryIdsNotDistinct", $"Id {id} repeated.", queryCode: Legacy + "BatchEntryIdsNotDistinct");

    public static AwsException BatchEntryId() => new(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
        queryCode: Legacy + "InvalidBatchEntryId");
}
