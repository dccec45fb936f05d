using System.Globalization;
using Amazon.Lambda.Model;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Account;

/// <summary>Lambda's shapes as the core's types.</summary>
internal static class LambdaMapping
{
    public static Function ToFunction(FunctionConfiguration f) => new(
        f.FunctionName ?? throw new InvalidDataException("ListFunctions returned a function without a name."),
        f.FunctionArn ?? throw Missing(f.FunctionName, "FunctionArn"),
        f.Role ?? throw Missing(f.FunctionName, "Role"),
        TimeSpan.FromSeconds(f.Timeout ?? throw Missing(f.FunctionName, "Timeout")),
        f.MemorySize ?? throw Missing(f.FunctionName, "MemorySize"),
        ToTime(f.FunctionName, f.LastModified),
        f.Environment?.Variables ?? []);

    public static EventSourceMapping ToMapping(GetEventSourceMappingResponse m) => ToMapping(new EventSourceMappingConfiguration
    {
        UUID = m.UUID,
        EventSourceArn = m.EventSourceArn,
        FunctionArn = m.FunctionArn,
        State = m.State,
        BatchSize = m.BatchSize,
        MaximumBatchingWindowInSeconds = m.MaximumBatchingWindowInSeconds,
        ScalingConfig = m.ScalingConfig,
        FunctionResponseTypes = m.FunctionResponseTypes,
        ProvisionedPollerConfig = m.ProvisionedPollerConfig,
        ParallelizationFactor = m.ParallelizationFactor,
        MaximumRecordAgeInSeconds = m.MaximumRecordAgeInSeconds,
        MaximumRetryAttempts = m.MaximumRetryAttempts,
        BisectBatchOnFunctionError = m.BisectBatchOnFunctionError,
        DestinationConfig = m.DestinationConfig,
    });

    public static EventSourceMapping ToMapping(EventSourceMappingConfiguration m)
    {
        var uuid = m.UUID ?? throw new InvalidDataException("Lambda returned an event source mapping without a UUID.");
        if (!FunctionName.TryParse(m.FunctionArn, out var function))
            throw new InvalidDataException($"Event source mapping {uuid} has the FunctionArn '{m.FunctionArn}'; expected the ARN of a function.");
        return new EventSourceMapping(
            uuid,
            // A Kafka cluster of the customer's own has no ARN.
            m.EventSourceArn ?? "",
            function.Name,
            function.Qualifier,
            m.State ?? "",
            m.BatchSize ?? 0,
            TimeSpan.FromSeconds(m.MaximumBatchingWindowInSeconds ?? 0),
            m.ScalingConfig?.MaximumConcurrency,
            m.FunctionResponseTypes?.Contains("ReportBatchItemFailures") == true)
        {
            Stream = ToReading(m),
            IsProvisioned = m.ProvisionedPollerConfig is { MinimumPollers: not null } or { MaximumPollers: not null },
        };
    }

    /// <summary>Lambda writes <c>2026-01-15T12:00:00.000+0000</c>, whose offset has no colon.</summary>
    public static DateTimeOffset ToTime(string function, string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new InvalidDataException($"Function {function} has the LastModified '{text}'; expected an ISO 8601 time.");

    /// <summary>Null unless it reads a Kinesis stream or the stream of a DynamoDB table.</summary>
    private static StreamReading? ToReading(EventSourceMappingConfiguration m) =>
        Arn.TryParse(m.EventSourceArn, out var source) && source.Service is "kinesis" or "dynamodb"
            ? new StreamReading(
                m.ParallelizationFactor ?? 1,
                Limit(m.MaximumRecordAgeInSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Limit(m.MaximumRetryAttempts),
                m.BisectBatchOnFunctionError == true,
                !string.IsNullOrEmpty(m.DestinationConfig?.OnFailure?.Destination))
            : null;

    /// <summary>-1 is Lambda's way of saying that there is none.</summary>
    private static int? Limit(int? value) => value is -1 ? null : value;

    private static InvalidDataException Missing(string function, string member) => new($"Lambda did not return {member} of function {function}.");
}
