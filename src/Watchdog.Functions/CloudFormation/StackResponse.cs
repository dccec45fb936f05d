using System.Text.Json.Serialization;

namespace Watchdog.Functions.CloudFormation;

/// <summary>The answer to a <see cref="StackRequest"/>, as the CloudFormation User Guide documents it; at most 4096 bytes.</summary>
/// <param name="Status">SUCCESS or FAILED.</param>
/// <param name="Reason">Shown among the stack's events.</param>
/// <param name="PhysicalResourceId">The same for the resource's whole life: another one would make CloudFormation delete the first.</param>
public sealed record StackResponse(
    [property: JsonPropertyName("Status")] string Status,
    [property: JsonPropertyName("Reason")] string Reason,
    [property: JsonPropertyName("PhysicalResourceId")] string PhysicalResourceId,
    [property: JsonPropertyName("StackId")] string StackId,
    [property: JsonPropertyName("RequestId")] string RequestId,
    [property: JsonPropertyName("LogicalResourceId")] string LogicalResourceId,
    [property: JsonPropertyName("Data")] IReadOnlyDictionary<string, string> Data)
{
    /// <summary>In characters, of which one can take six bytes; leaves room for the identifiers.</summary>
    private const int LongestReason = 500;

    /// <param name="problem">Null: all went well.</param>
    public static StackResponse To(StackRequest request, string? problem)
    {
        var reason = problem ?? "Done.";
        return new StackResponse(
            problem is null ? "SUCCESS" : "FAILED",
            reason.Length <= LongestReason ? reason : string.Concat(reason.AsSpan(0, LongestReason), " ..."),
            request.PhysicalResourceId ?? $"watchdog-{request.LogicalResourceId}",
            request.StackId,
            request.RequestId,
            request.LogicalResourceId,
            new Dictionary<string, string>());
    }
}
