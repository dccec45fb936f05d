using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compat.Lambda.Tests.Support;

/// <summary>What a runtime posted: to which operation, with what body and error type.</summary>
internal sealed record Posted(string Operation, string Body, string? ErrorType);

/// <summary>Lambda's side of the Runtime API, for real processes.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    public const string FunctionArn = "arn:aws:lambda:eu-central-1:123456789012:function:app:live";

    private readonly WebApplication _server;
    private readonly Channel<Invocation> _queue = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _open = new();
    private readonly TaskCompletionSource<Posted> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _invocations;

    private RuntimeApi(WebApplication server) => _server = server;

    /// <summary>Host and port, as in AWS_LAMBDA_RUNTIME_API.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What to answer to a response or an error.</summary>
    public HttpStatusCode PostStatus { get; set; } = HttpStatusCode.Accepted;

    public Task<Posted> InitializationError => _initError.Task;

    public static async Task<RuntimeApi> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1));
        var api = new RuntimeApi(builder.Build());
        api._server.MapGet("/2018-06-01/runtime/invocation/next", api.NextAsync);
        api._server.MapPost("/2018-06-01/runtime/invocation/{id}/{operation}", api.AnswerAsync);
        api._server.MapPost("/2018-06-01/runtime/init/error", api.InitErrorAsync);
        await api._server.StartAsync(cancellationToken);
        var address = api._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        api.Address = new Uri(address).Authority;
        return api;
    }

    /// <summary>Has the runtime handle an event, and waits for what it posts.</summary>
    public async Task<Posted> InvokeAsync(
        string json, CancellationToken cancellationToken, string? traceId = null, TimeSpan? timeout = null, string? clientContext = null)
    {
        var invocation = new Invocation($"request-{Interlocked.Increment(ref _invocations)}", json, traceId, timeout, clientContext);
        _open[invocation.Id] = invocation;
        await _queue.Writer.WriteAsync(invocation, cancellationToken);
        return await invocation.Posted.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task NextAsync(HttpContext http)
    {
        Invocation next;
        try
        {
            next = await _queue.Reader.ReadAsync(http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        var deadline = TimeProvider.System.GetUtcNow() + (next.Timeout ?? TimeSpan.FromMinutes(1));
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = next.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = FunctionArn;
        if (next.TraceId is not null)
            headers["Lambda-Runtime-Trace-Id"] = next.TraceId;
        if (next.ClientContext is not null)
            headers["Lambda-Runtime-Client-Context"] = next.ClientContext;
        await http.Response.WriteAsync(next.Event);
    }

    private async Task AnswerAsync(HttpContext http, string id, string operation)
    {
        var posted = await ReadAsync(http, operation);
        http.Response.StatusCode = (int)PostStatus;
        if (_open.TryRemove(id, out var invocation))
            invocation.Posted.SetResult(posted);
        else
            http.Response.StatusCode = 400;
    }

    private async Task InitErrorAsync(HttpContext http)
    {
        _initError.SetResult(await ReadAsync(http, "init/error"));
        http.Response.StatusCode = 202;
    }

    private static async Task<Posted> ReadAsync(HttpContext http, string operation)
    {
        using var reader = new StreamReader(http.Request.Body);
        var errorType = http.Request.Headers["Lambda-Runtime-Function-Error-Type"].FirstOrDefault();
        return new Posted(operation, await reader.ReadToEndAsync(http.RequestAborted), errorType);
    }

    private sealed record Invocation(string Id, string Event, string? TraceId, TimeSpan? Timeout, string? ClientContext)
    {
        public TaskCompletionSource<Posted> Posted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
