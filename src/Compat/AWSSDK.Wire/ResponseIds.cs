using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Watchdog.Compat.Wire;

internal static class ResponseIds
{
    private static readonly string[] _headers = ["x-amzn-RequestId", "x-amz-request-id"];

    /// <summary>The request's id from the answer's headers; empty when there is none.</summary>
    public static string Of(IWebResponseData answer) => Header(answer, _headers);

    /// <summary>The first header of these that is there; empty when none is.</summary>
    public static string Header(IWebResponseData answer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (answer.IsHeaderPresent(name) && answer.GetHeaderValue(name) is { Length: > 0 } value)
                return value;
        return "";
    }

    public static TResponse Complete<TResponse>(TResponse response, IWebResponseData answer, string? requestId = null)
        where TResponse : AmazonWebServiceResponse
    {
        response.ResponseMetadata = new ResponseMetadata { RequestId = requestId ?? Of(answer) };
        response.HttpStatusCode = answer.StatusCode;
        response.ContentLength = answer.ContentLength;
        return response;
    }
}
