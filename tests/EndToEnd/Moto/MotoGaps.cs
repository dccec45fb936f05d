using Microsoft.AspNetCore.Http;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>
/// Stands before a moto server and answers what it does not know of Lambda and the breaker asks: the account's settings, and whether a function
/// may call itself. All else goes to moto as it came, and its answer back.
/// </summary>
internal sealed class MotoGaps : IAsyncDisposable
{
    private const string AccountSettings = """{"AccountLimit":{"ConcurrentExecutions":1000,"UnreservedConcurrentExecutions":1000},"AccountUsage":{}}""";

    private const string Recursion = """{"RecursiveLoop":"Terminate"}""";

    private readonly HttpClient _moto;
    private Loopback? _server;

    private MotoGaps(HttpClient moto) => _moto = moto;

    public Uri Url => _server!.Url;

    public static async Task<MotoGaps> StartAsync(Uri moto, CancellationToken cancellationToken)
    {
        var gaps = new MotoGaps(new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = moto });
        gaps._server = await Loopback.StartAsync(gaps.HandleAsync, cancellationToken);
        return gaps;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _moto.Dispose();
    }

    private Task HandleAsync(HttpContext http) => http.Request.Path.Value!.TrimEnd('/') switch
    {
        var path when path.EndsWith("/account-settings", StringComparison.Ordinal) => AnswerAsync(http, AccountSettings),
        var path when path.EndsWith("/recursion-config", StringComparison.Ordinal) => AnswerAsync(http, Recursion),
        _ => ForwardAsync(http),
    };

    private static Task AnswerAsync(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json, http.RequestAborted);
    }

    private async Task ForwardAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), http.Request.Path + http.Request.QueryString);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in http.Request.Headers)
            if (!IsOfConnection(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        using var answer = await _moto.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (!IsOfConnection(name))
                http.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static bool IsOfConnection(string name) => name.ToLowerInvariant() is "connection" or "transfer-encoding" or "content-length" or "keep-alive" or "expect";
}
