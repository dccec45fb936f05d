using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>The protocol restJson: the operation is the method and the path, JSON both ways.</summary>
internal static class RestJson
{
    public const string ContentType = "application/json";

    public static WireResponse Reply(string operation, int status, JsonNode? body) =>
        new(status, ContentType, body is null ? ReadOnlyMemory<byte>.Empty : AwsJson.Bytes(body), operation);

    public static WireResponse Error(string operation, AwsException exception)
    {
        var headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = exception.Code };
        if (exception.RetryAfter is { } wait)
            headers["Retry-After"] = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
        var body = new JsonObject { ["Type"] = exception.Status < 500 ? "User" : "Service", ["message"] = exception.Message };
        if (exception.Reason is { } reason)
            body["Reason"] = reason;
        return new WireResponse(exception.Status, ContentType, AwsJson.Bytes(body), operation, headers);
    }
}

/// <summary>A path such as <c>2015-03-31/functions/{FunctionName}/policy</c>.</summary>
internal sealed record RestRoute(string Operation, string Method, string Pattern, Func<RestCall, WireResponse> Handle)
{
    /// <summary>The values of the pattern's labels, decoded; null when method or path is another.</summary>
    /// <param name="path">Percent-encoded, so that a slash inside a label does not part it.</param>
    public IReadOnlyDictionary<string, string>? Match(string method, string path)
    {
        if (method != Method)
            return null;
        var parts = path.Trim('/').Split('/');
        var pattern = Pattern.Split('/');
        if (parts.Length != pattern.Length)
            return null;
        var labels = new Dictionary<string, string>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (pattern[i] is ['{', .. var label, '}'])
                labels[label] = Uri.UnescapeDataString(parts[i]);
            else if (pattern[i] != parts[i])
                return null;
        }

        return labels;
    }
}

/// <param name="Labels">From the path.</param>
internal sealed record RestCall(string Operation, WireRequest Request, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>A parameter of the query string; null when absent or empty.</summary>
    public string? Parameter(string name) =>
        Request.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    public WireResponse Reply(int status, JsonNode? body) => RestJson.Reply(Operation, status, body);
}
