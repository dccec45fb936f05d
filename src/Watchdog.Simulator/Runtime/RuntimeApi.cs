using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Watchdog.Simulator.Runtime;

/// <summary>
/// The Lambda Runtime API, version 2018-06-01, of one function: AWS_LAMBDA_RUNTIME_API is host:port without a path, so each function needs a
/// listener of its own. It knows one <see cref="RuntimeSession"/>, that of the process which runs now.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    /// <summary>Lambda's limit of a synchronous answer.</summary>
    private const int MaximumResponseBytes = 6_291_556;

    private const string Invocations = "/2018-06-01/runtime/invocation/";
    private readonly WebApplication application;
    private readonly string functionArn;

    private RuntimeApi(WebApplication application, string functionArn)
    {
        this.application = application;
        this.functionArn = functionArn;
    }

    /// <summary>Host and port.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The running process's; null while there is none.</summary>
    public RuntimeSession? Session { get; set; }

    public static async Task<RuntimeApi> StartAsync(string functionArn, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The API answers 413 itself, with an error of Lambda's.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var application = builder.Build();
        var api = new RuntimeApi(application, functionArn);
        application.Run(api.HandleAsync);
        await application.StartAsync(cancellationToken);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        api.Address = new Uri(addresses.First()).Authority;
        return api;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (Session is not { } session)
            return AnswerAsync(context, 500, "InternalError", "The process was given up; it has to exit.");
        return (context.Request.Method, path) switch
        {
            ("GET", Invocations + "next") => NextAsync(context, session),
            ("POST", "/2018-06-01/runtime/init/error") => InitErrorAsync(context, session),
            ("POST", _) when Match(path, "/response") is { } id => CompleteAsync(context, session, id, isError: false),
            ("POST", _) when Match(path, "/error") is { } id => CompleteAsync(context, session, id, isError: true),
            _ => AnswerAsync(context, 404, "PathNotFound", $"The Runtime API has no {context.Request.Method} {path}"),
        };
    }

    private static string? Match(string path, string end)
    {
        if (!path.StartsWith(Invocations, StringComparison.Ordinal) || !path.EndsWith(end, StringComparison.Ordinal))
            return null;
        var id = path[Invocations.Length..];
        return id.Length > end.Length && id.IndexOf('/', StringComparison.Ordinal) == id.Length - end.Length ? id[..^end.Length] : null;
    }

    private async Task NextAsync(HttpContext context, RuntimeSession session)
    {
        var invocation = await session.NextAsync(context.RequestAborted);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString();
        headers["Lambda-Runtime-Invoked-Function-Arn"] = functionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        // Client context and Cognito identity come with calls of the mobile SDK only, and no such call reaches a watcher.
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private static async Task InitErrorAsync(HttpContext context, RuntimeSession session)
    {
        var body = await ReadAsync(context);
        if (session.FailInit(new Outcome(body, IsError: true)))
            await AcceptAsync(context);
        else
            await AnswerAsync(context, 403, "InvalidStateTransition", "The init phase is over; report the error of the invocation.");
    }

    private static async Task CompleteAsync(HttpContext context, RuntimeSession session, string requestId, bool isError)
    {
        var body = await ReadAsync(context);
        if (!isError && body.Length > MaximumResponseBytes)
        {
            var message = $"Response payload size exceeded maximum allowed payload size ({MaximumResponseBytes} bytes).";
            session.Complete(requestId, FunctionErrors.Outcome("Function.ResponseSizeTooLarge", message));
            await AnswerAsync(context, 413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({MaximumResponseBytes} bytes).");
        }
        else if (session.Complete(requestId, new Outcome(body, isError)))
        {
            await AcceptAsync(context);
        }
        else
        {
            await AnswerAsync(context, 400, "InvalidRequestID", $"No invocation {requestId} is waiting for an answer");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static Task AcceptAsync(HttpContext context) => WriteAsync(context, 202, new { status = "OK" });

    private static Task AnswerAsync(HttpContext context, int status, string errorType, string errorMessage) =>
        WriteAsync(context, status, new { errorMessage, errorType });

    private static Task WriteAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), context.RequestAborted).AsTask();
    }
}
