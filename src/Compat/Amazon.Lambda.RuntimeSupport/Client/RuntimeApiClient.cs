using System.Globalization;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>The four calls of Lambda's Runtime API, version 2018-06-01.</summary>
/// <param name="endpoint">The API's address, which ends in a slash.</param>
internal sealed class RuntimeApiClient(HttpClient http, Uri endpoint)
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly Uri _runtime = new(endpoint, "2018-06-01/runtime/");

    /// <summary>Waits for the next event, however long that takes.</summary>
    /// <exception cref="RuntimeApiClientException">The API answered with an error, or without a header that it must give.</exception>
    public async Task<NextInvocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(_runtime, "invocation/next"), cancellationToken).ConfigureAwait(false);
        await EnsureAcceptedAsync(response, "next").ConfigureAwait(false);
        var headers = response.Headers;
        var deadline = Required(headers, "Lambda-Runtime-Deadline-Ms");
        if (!long.TryParse(deadline, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            throw new RuntimeApiClientException($"Lambda-Runtime-Deadline-Ms is '{deadline}', which is no number of milliseconds.");
        return new NextInvocation(
            new MemoryStream(await response.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false)),
            Required(headers, "Lambda-Runtime-Aws-Request-Id"),
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            Required(headers, "Lambda-Runtime-Invoked-Function-Arn"),
            Optional(headers, "Lambda-Runtime-Trace-Id"),
            Optional(headers, "Lambda-Runtime-Client-Context"),
            Optional(headers, "Lambda-Runtime-Cognito-Identity"));
    }

    /// <exception cref="RuntimeApiClientException">The answer was not accepted: 413 for one that is too large, 500 when all is lost.</exception>
    public async Task ResponseAsync(string requestId, Stream? output)
    {
        // Buffered, so that the answer has a Content-Length, and so that the stream stays the handler's to dispose.
        var body = new MemoryStream();
        if (output is not null)
            await output.CopyToAsync(body).ConfigureAwait(false);
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(Of(requestId, "response"), content).ConfigureAwait(false);
        await EnsureAcceptedAsync(response, "response").ConfigureAwait(false);
    }

    /// <summary>Reports that an invocation failed. A refusal other than 5xx is only logged: that invocation is over either way.</summary>
    public async Task ErrorAsync(string requestId, Exception error)
    {
        try
        {
            await PostErrorAsync(Of(requestId, "error"), error, "error").ConfigureAwait(false);
        }
        catch (RuntimeApiClientException e) when ((int)e.StatusCode < 500)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
        }
    }

    /// <summary>Reports that the function could not be initialized; the process is to exit after it.</summary>
    public Task InitializationErrorAsync(Exception error) => PostErrorAsync(new Uri(_runtime, "init/error"), error, "init/error");

    private async Task PostErrorAsync(Uri uri, Exception error, string operation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Content = new ByteArrayContent(FunctionError.ToJson(error)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        request.Headers.TryAddWithoutValidation(ErrorTypeHeader, FunctionError.TypeOf(error));
        using var response = await http.SendAsync(request).ConfigureAwait(false);
        await EnsureAcceptedAsync(response, operation).ConfigureAwait(false);
    }

    private Uri Of(string requestId, string operation) => new(_runtime, $"invocation/{Uri.EscapeDataString(requestId)}/{operation}");

    private static async Task EnsureAcceptedAsync(HttpResponseMessage response, string operation)
    {
        if (response.IsSuccessStatusCode)
            return;
        var body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        throw new RuntimeApiClientException(
            $"The Runtime API answered {(int)response.StatusCode} to {operation}: {body}", response.StatusCode);
    }

    private static string Required(HttpResponseHeaders headers, string name) =>
        Optional(headers, name) ?? throw new RuntimeApiClientException($"The Runtime API's answer to next lacks the header {name}.");

    private static string? Optional(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
}
