using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Watchdog.Tests.Support;

/// <summary>An HTTP server that answers what it is told to, in that order, and remembers what it was asked.</summary>
internal sealed class Responder : IAsyncDisposable
{
    private readonly ConcurrentQueue<Answer> _answers;
    private readonly WebApplication _server;

    public Responder(params Answer[] answers)
    {
        _answers = new ConcurrentQueue<Answer>(answers);
        // The empty builder reads no environment variables: some tests set those that ASP.NET Core would take for its own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(ServeAsync);
        _server.Start();
        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Url = new Uri(addresses.Addresses.Single());
    }

    public Uri Url { get; }

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>The last request.</summary>
    public Asked Request => Requests.Last();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        // As it came, before anything is decoded.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        Requests.Enqueue(new Asked(context.Request.Method, target, headers, body));
        // A request too many is an error that the SDK does not repeat.
        var answer = _answers.TryDequeue(out var next) ? next : new Answer("""{"message":"no answer is left"}""", 418);
        context.Response.StatusCode = answer.Status;
        // A pooled connection must not outlive its server: another one may get its port.
        context.Response.Headers.Connection = "close";
        foreach (var (name, value) in answer.Headers ?? [])
            context.Response.Headers[name] = value;
        if (answer.Body.Length > 0)
            await context.Response.WriteAsync(answer.Body);
    }
}

internal sealed record Answer(string Body, int Status = 200, Dictionary<string, string>? Headers = null);

internal sealed record Asked(string Method, string RawUrl, IReadOnlyDictionary<string, string> Headers, string Body);
