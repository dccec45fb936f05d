using Amazon.Lambda.Model;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.Lambda.Internal;

internal static partial class Operations
{
    public static readonly Operation<InvokeRequest, InvokeResponse> Invoke = new(MarshalInvoke, new RawAnswer<InvokeResponse>(ReadInvoke, Errors.Of));

    /// <summary>The payload is the body itself, and the answer's body is the result itself; everything else travels in headers.</summary>
    private static IRequest MarshalInvoke(InvokeRequest input)
    {
        var http = RestJson.Begin(AmazonLambdaConfig.Facts, "POST", "/2015-03-31/functions/{FunctionName}/invocations", input, static (request, http) =>
        {
            http.Path("FunctionName", request.FunctionName);
            http.Query("Qualifier", request.Qualifier);
            http.Header("X-Amz-Invocation-Type", request.InvocationType?.Value);
            http.Header("X-Amz-Log-Type", request.LogType?.Value);
            http.Header("X-Amz-Client-Context", request.ClientContextBase64);
        });
        http.Content = input.PayloadStream?.ToArray() ?? [];
        http.Headers["Content-Type"] = "application/json";
        return http;
    }

    private static InvokeResponse ReadInvoke(IWebResponseData answer, MemoryStream body) => new()
    {
        StatusCode = (int)answer.StatusCode,
        FunctionError = Header(answer, "X-Amz-Function-Error"),
        LogResult = Header(answer, "X-Amz-Log-Result"),
        ExecutedVersion = Header(answer, "X-Amz-Executed-Version"),
        Payload = body,
    };

    private static string? Header(IWebResponseData answer, string name) =>
        answer.IsHeaderPresent(name) ? answer.GetHeaderValue(name) : null;
}
