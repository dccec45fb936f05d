using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>The protocol awsJson: POST /, the operation in X-Amz-Target, JSON both ways.</summary>
internal static class AwsJson
{
    private const string Version10 = "application/x-amz-json-1.0";
    private const string Version11 = "application/x-amz-json-1.1";

    public static bool IsSpokenBy(WireRequest request) => request.Headers.ContainsKey("X-Amz-Target");

    /// <summary>What stands behind the prefix of X-Amz-Target; empty when there is nothing.</summary>
    public static string OperationOf(WireRequest request)
    {
        var target = request.Headers.TryGetValue("X-Amz-Target", out var values) ? values.ToString() : "";
        return target[(target.LastIndexOf('.') + 1)..];
    }

    /// <param name="targetPrefix">E.g. AmazonSQS.</param>
    /// <param name="gate">Held while the operation runs.</param>
    /// <param name="missing">The service's error for a required member that is absent.</param>
    public static WireResponse Handle(
        WireRequest request, string targetPrefix, IReadOnlyDictionary<string, Operation> operations, Lock gate, Func<string, AwsException> missing)
    {
        var target = request.Headers.TryGetValue("X-Amz-Target", out var values) ? values.ToString() : "";
        var name = target.StartsWith(targetPrefix + ".", StringComparison.Ordinal) ? target[(targetPrefix.Length + 1)..] : "";
        if (!operations.TryGetValue(name, out var operation))
        {
            return Error(request, "", new AwsException(
                "UnknownOperationException",
                $"X-Amz-Target is '{target}'; served are {targetPrefix}.{{{string.Join(", ", operations.Keys.Order(StringComparer.Ordinal))}}}."));
        }

        try
        {
            var input = Input.FromJson(request.Body, missing);
            Output output;
            lock (gate)
                output = operation(input, request);
            return new WireResponse(200, ContentType(request), Bytes(output.Body), name, BilledMetrics: output.BilledMetrics);
        }
        catch (AwsException exception)
        {
            return Error(request, name, exception);
        }
    }

    public static WireResponse Error(WireRequest request, string operation, AwsException exception)
    {
        var headers = new Dictionary<string, string>();
        if (request.Headers.TryGetValue("x-amzn-query-mode", out var mode) && mode == "true")
            headers["x-amzn-query-error"] = $"{exception.QueryCode};{exception.Fault}";
        if (exception.RetryAfter is { } wait)
            headers["Retry-After"] = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
        var body = new JsonObject { ["__type"] = $"com.amazonaws#{exception.Code}", ["message"] = exception.Message };
        return new WireResponse(exception.Status, ContentType(request), Bytes(body), operation, headers);
    }

    /// <summary>JSON in which a time is epoch seconds with milliseconds.</summary>
    public static byte[] Bytes(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, node);
        return stream.ToArray();
    }

    /// <summary>The caller's: 1.0 and 1.1 differ in nothing that is used here, and each service is called in its own.</summary>
    private static string ContentType(WireRequest request) =>
        request.Headers.TryGetValue("Content-Type", out var sent) && sent.ToString().StartsWith(Version11, StringComparison.OrdinalIgnoreCase) ? Version11 : Version10;

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue value when value.TryGetValue(out DateTimeOffset time):
                writer.WriteNumberValue(time.ToUnixTimeMilliseconds() / 1000m);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
