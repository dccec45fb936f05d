using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>A server on a free port of 127.0.0.1, for what a test plays itself.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Loopback(WebApplication application) => _application = application;

    /// <summary>E.g. http://127.0.0.1:4566.</summary>
    public Uri Url { get; private set; } = new("http://unused.invalid");

    public static async Task<Loopback> StartAsync(RequestDelegate answer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync(cancellationToken);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Loopback(application) { Url = new Uri(addresses.Single()) };
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
