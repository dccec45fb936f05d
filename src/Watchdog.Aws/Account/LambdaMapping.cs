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

    public static EventSourceMapping ToMapping(EventSourceMappingConfiguration m) => ToMapping(
        m.UUID, m.EventSourceArn, m.FunctionArn, m.State, m.BatchSize, m.MaximumBatchingWindowInSeconds, m.ScalingConfig, m.FunctionResponseTypes);

    public static EventSourceMapping ToMapping(GetEventSourceMappingResponse m) => ToMapping(
        m.UUID, m.EventSourceArn, m.FunctionArn, m.State, m.BatchSize, m.MaximumBatchingWindowInSeconds, m.ScalingConfig, m.FunctionResponseTypes);

    private static EventSourceMapping ToMapping(
        string? uuid, string? sourceArn, string? functionArn, string? state, int? batchSize, int? windowSeconds, ScalingConfig? scaling, List<string>? responses)
    {
        if (uuid is null)
            throw new InvalidDataException("Lambda returned an event source mapping without a UUID.");
        var (name, qualifier) = ToNameAndQualifier(uuid, functionArn);
        return new EventSourceMapping(
            uuid,
            // A Kafka cluster of the customer's own has no ARN.
            sourceArn ?? "",
            name,
            qualifier,
            state ?? "",
            batchSize ?? 0,
            TimeSpan.FromSeconds(windowSeconds ?? 0),
            scaling?.MaximumConcurrency,
            responses?.Contains("ReportBatchItemFailures") == true);
    }

    /// <summary>Of <c>function:name</c> or <c>function:name:qualifier</c>.</summary>
    private static (string Name, string? Qualifier) ToNameAndQualifier(string uuid, string? functionArn)
    {
        var parts = Arn.TryParse(functionArn, out var arn) ? arn.Resource.Split(':') : [];
        return parts switch
        {
            ["function", var name] => (name, null),
            ["function", var name, "$LATEST"] => (name, null),
            ["function", var name, var qualifier] => (name, qualifier),
            _ => throw new InvalidDataException($"Event source mapping {uuid} has the FunctionArn '{functionArn}'; expected the ARN of a function."),
        };
    }

    /// <summary>Lambda writes <c>2026-01-15T12:00:00.000+0000</c>, whose offset has no colon.</summary>
    private static DateTimeOffset ToTime(string function, string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new InvalidDataException($"Function {function} has the LastModified '{text}'; expected an ISO 8601 time.");

    private static InvalidDataException Missing(string function, string member) => new($"Lambda did not return {member} of function {function}.");
}
