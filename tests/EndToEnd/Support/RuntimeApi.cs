using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>What a function posted: response, error or init/error, and its body.</summary>
internal sealed record Posted(string Operation, string Body);

/// <summary>Lambda's side of the Runtime API for one function, one invocation at a time.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime";

    private readonly string _functionArn;
    private readonly Channel<(string Event, TimeSpan Timeout)> _events = Channel.CreateUnbounded<(string, TimeSpan)>();
    private readonly Channel<Posted> _posts = Channel.CreateUnbounded<Posted>();
    private Loopback? _server;
    private int _given;

    private RuntimeApi(string functionArn) => _functionArn = functionArn;

    /// <summary>Host and port, for AWS_LAMBDA_RUNTIME_API.</summary>
    public string Address => _server!.Url.Authority;

    public static async Task<RuntimeApi> StartAsync(string function, CancellationToken cancellationToken)
    {
        var api = new RuntimeApi($"arn:aws:lambda:us-east-1:123456789012:function:{function}");
        api._server = await Loopback.StartAsync(api.HandleAsync, cancellationToken);
        return api;
    }

    /// <summary>Gives the function an event and waits for what it posts.</summary>
    /// <param name="timeout">The function's, which its deadline comes from; it is not enforced.</param>
    public async Task<Posted> InvokeAsync(string json, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await _events.Writer.WriteAsync((json, timeout), cancellationToken);
        return await PostedAsync(cancellationToken);
    }

    /// <summary>Waits for what the function posts next.</summary>
    public ValueTask<Posted> PostedAsync(CancellationToken cancellationToken) => _posts.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path == $"{Root}/invocation/next")
        {
            await NextAsync(http);
            return;
        }
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        http.Response.StatusCode = 202;
        await http.Response.CompleteAsync();
        var operation = path == $"{Root}/init/error" ? "init/error" : path[(path.LastIndexOf('/') + 1)..];
        await _posts.Writer.WriteAsync(new Posted(operation, body), CancellationToken.None);
    }

    private async Task NextAsync(HttpContext http)
    {
        var (json, timeout) = await _events.Reader.ReadAsync(http.RequestAborted);
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = $"00000000-0000-0000-0000-{++_given:D12}";
        headers["Lambda-Runtime-Deadline-Ms"] = (TimeProvider.System.GetUtcNow() + timeout).ToUnixTimeMilliseconds().ToString();
        headers["Lambda-Runtime-Invoked-Function-Arn"] = _functionArn;
        headers["Lambda-Runtime-Trace-Id"] = "Root=1-695b7f80-0123456789abcdef01234567;Sampled=0";
        await http.Response.WriteAsync(json, http.RequestAborted);
    }
}
