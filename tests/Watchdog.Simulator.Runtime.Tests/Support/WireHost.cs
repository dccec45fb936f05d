using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Watchdog.Simulator.Wire;

namespace Watchdog.Simulator.Runtime.Tests.Support;

/// <summary>Serves one wire service on a free port, without the rest of the account.</summary>
internal sealed class WireHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private WireHost(WebApplication application) => this.application = application;

    public string Endpoint => application.Urls.Single();

    public static async Task<WireHost> StartAsync(IWireService service, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new WireHost(builder.Build());
        host.application.Run(context => host.HandleAsync(context, service));
        await host.application.StartAsync(cancellationToken);
        return host;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task HandleAsync(HttpContext context, IWireService service)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new WireRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Query.ToDictionary(q => q.Key, q => q.Value),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value),
            body.ToArray(),
            Endpoint,
            "AKIATEST");
        var response = await service.HandleAsync(request, context.RequestAborted);
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        foreach (var (name, value) in response.Headers ?? new Dictionary<string, string>())
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }
}
