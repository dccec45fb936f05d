using System.Text.Json;
using System.Text.Json.Serialization;
using Watchdog.Core.Resources;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.CloudFormation;

/// <summary>What CloudFormation asks of the stack's custom resource. Fields as the CloudFormation User Guide documents them.</summary>
/// <param name="RequestType">Create, Update or Delete.</param>
/// <param name="ResponseUrl">A presigned URL of S3, to which the answer is put.</param>
/// <param name="StackId">The stack's ARN.</param>
/// <param name="PhysicalResourceId">What the answer to Create named; absent with Create.</param>
public sealed record StackRequest(
    [property: JsonPropertyName("RequestType")] string RequestType,
    [property: JsonPropertyName("ResponseURL")] Uri ResponseUrl,
    [property: JsonPropertyName("StackId")] string StackId,
    [property: JsonPropertyName("RequestId")] string RequestId,
    [property: JsonPropertyName("LogicalResourceId")] string LogicalResourceId,
    [property: JsonPropertyName("PhysicalResourceId")] string? PhysicalResourceId = null)
{
    /// <summary>No operator's command has such a field.</summary>
    public static bool IsOne(JsonElement payload) => payload.ValueKind is JsonValueKind.Object && payload.TryGetProperty(nameof(RequestType), out _);

    /// <summary>
    /// Whoever may invoke the function could otherwise make it remove what is not to be removed, or put its answer anywhere.
    /// </summary>
    /// <param name="endpoint">AWS_ENDPOINT_URL, where AWS is elsewhere; null or empty: it is not.</param>
    /// <exception cref="ArgumentException">A field is missing, of another form, or not this stack's; the message names it.</exception>
    public static StackRequest Read(JsonElement payload, string stack, string? endpoint)
    {
        StackRequest request;
        try
        {
            request = payload.Deserialize(FunctionsJson.Default.StackRequest)!;
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The payload is no request of CloudFormation: {e.Message}", nameof(payload), e);
        }
        if (request.RequestType is not ("Create" or "Update" or "Delete"))
            throw new ArgumentException($"Field 'RequestType' is '{request.RequestType}'; accepted values: Create, Update, Delete.", nameof(payload));
        if (!Arn.TryParse(request.StackId, out var arn) || arn.Service != "cloudformation" || !arn.Resource.StartsWith($"stack/{stack}/", StringComparison.Ordinal))
            throw new ArgumentException($"Field 'StackId' is '{request.StackId}' and must be the ARN of the stack {stack}.", nameof(payload));
        if (!IsOfAws(request.ResponseUrl, endpoint))
            throw new ArgumentException(
                $"Field 'ResponseURL' leads to '{request.ResponseUrl.Host}' and must be an https URL of Amazon S3.", nameof(payload));
        return request;
    }

    private static bool IsOfAws(Uri url, string? endpoint) =>
        url.IsAbsoluteUri
        && (string.IsNullOrEmpty(endpoint)
            ? url.Scheme == Uri.UriSchemeHttps
                && (url.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase))
            : Uri.TryCreate(endpoint, UriKind.Absolute, out var elsewhere) && url.Host == elsewhere.Host);
}
