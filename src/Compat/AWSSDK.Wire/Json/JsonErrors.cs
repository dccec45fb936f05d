using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Watchdog.Compat.Wire.Json;

/// <summary>
/// The error answers of the JSON protocols. The code is in the header <c>x-amzn-query-error</c> where the service was once a query service,
/// else in <c>x-amzn-ErrorType</c>, else in the body as <c>__type</c> or <c>code</c>; it may carry a namespace before "#" and a URL after ":".
/// </summary>
internal static class JsonErrors
{
    public static ServiceError Parse(IWebResponseData answer, Stream body, HttpStatusCode status, Exception? inner)
    {
        var members = Members(body);
        if (ResponseIds.Header(answer, "Retry-After") is { Length: > 0 } retryAfter)
            members["Retry-After"] = retryAfter;
        var (queryCode, queryType) = QueryError(answer);
        var code = queryCode ?? Bare(ResponseIds.Header(answer, "x-amzn-ErrorType")) ?? Bare(Member(members, "__type")) ?? Bare(Member(members, "code"))
            // Something between us and the service answered, a proxy or a load balancer: the status is all there is.
            ?? status.ToString();
        var message = Member(members, "message") ?? Member(members, "errorMessage") ?? $"The service answered {(int)status} with the error code {code}.";
        var type = queryType ?? Member(members, "Type") switch
        {
            "User" => ErrorType.Sender,
            "Service" => ErrorType.Receiver,
            _ => ErrorType.Unknown,
        };
        return new ServiceError(code, message, type, ResponseIds.Of(answer), status, members, inner);
    }

    private static string? Bare(string? code)
    {
        if (string.IsNullOrEmpty(code))
            return null;
        var withoutNamespace = code[(code.LastIndexOf('#') + 1)..];
        var colon = withoutNamespace.IndexOf(':');
        return colon < 0 ? withoutNamespace : withoutNamespace[..colon];
    }

    private static (string? Code, ErrorType? Type) QueryError(IWebResponseData answer)
    {
        var parts = ResponseIds.Header(answer, "x-amzn-query-error").Split(';');
        if (parts is not [{ Length: > 0 } code, ..])
            return (null, null);
        ErrorType? type = parts.Length < 2 ? null : parts[1] == "Receiver" ? ErrorType.Receiver : ErrorType.Sender;
        return (code, type);
    }

    private static string? Member(Dictionary<string, string> members, string name) =>
        members.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The top-level members of the body that are text or numbers; none when it is not a JSON object.</summary>
    private static Dictionary<string, string> Members(Stream body)
    {
        // Services disagree about "message" and "Message".
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                foreach (var member in document.RootElement.EnumerateObject())
                    if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                        members[member.Name] = member.Value.ToString();
        }
        catch (JsonException)
        {
            // An empty body, or a page of HTML: the headers and the status have to do.
        }
        return members;
    }
}
