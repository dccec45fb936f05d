using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Watchdog.Simulator.Wire.Authorization;
using Watchdog.Simulator.Wire.Protocols;
using Watchdog.Simulator.Wire.Signing;

namespace Watchdog.Simulator.Wire;

/// <summary>Serves AWS APIs on one port of 127.0.0.1, as AWS_ENDPOINT_URL expects: the credential scope of a request names its service.</summary>
public sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Dictionary<string, IWireService> _services;
    private readonly IReadOnlyDictionary<string, string> _secrets;
    private readonly IWireInterceptor? _interceptor;
    private readonly Authorizer? _authorizer;
    private long _requests;

    private WireServer(
        IEnumerable<IWireService> services, int port, IReadOnlyDictionary<string, string> secrets, IWireInterceptor? interceptor, Authorizer? authorizer)
    {
        _services = services.ToDictionary(s => s.SigningName, StringComparer.Ordinal);
        _secrets = secrets;
        _interceptor = interceptor;
        _authorizer = authorizer;
        // The empty builder reads neither the environment nor files: an ASPNETCORE_URLS of the machine must not move the endpoint.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>E.g. http://127.0.0.1:4566.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    public UsageLog Usage { get; } = new();

    /// <inheritdoc cref="StartAsync(IEnumerable{IWireService}, int, IReadOnlyDictionary{string, string}, IWireInterceptor?, Authorizer?, CancellationToken)"/>
    public static Task<WireServer> StartAsync(IEnumerable<IWireService> services, int port, CancellationToken cancellationToken) =>
        StartAsync(services, port, new Dictionary<string, string>(), null, null, cancellationToken);

    /// <summary>Starts to serve.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="secrets">
    /// Secret access keys by access key id. Requests of these callers must bear the right signature; requests of others need a well-formed one.
    /// It is read at each request, so a concurrent dictionary may grow while the server runs.
    /// </param>
    /// <param name="interceptor">Stands before the services, and before the authorizer; null: nothing does.</param>
    /// <param name="authorizer">Says who may do what; null: everybody may do everything.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ArgumentException">Two services have the same signing name.</exception>
    public static async Task<WireServer> StartAsync(
        IEnumerable<IWireService> services,
        int port,
        IReadOnlyDictionary<string, string> secrets,
        IWireInterceptor? interceptor,
        Authorizer? authorizer,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(secrets);
        var server = new WireServer(services, port, secrets, interceptor, authorizer);
        try
        {
            await server._application.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        var addresses = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Endpoint = new Uri(addresses!.Addresses.First());
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        // A counter, not a random number: the same run gives the same ids.
        var requestId = $"00000000-0000-4000-8000-{Interlocked.Increment(ref _requests):x12}";
        var raw = await RawRequest.ReadAsync(context);
        if (await AnswerAsync(raw, requestId, context.RequestAborted) is not { } response)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = response.Status;
        context.Response.Headers["x-amzn-requestid"] = requestId;
        foreach (var (name, value) in response.Headers ?? new Dictionary<string, string>())
            context.Response.Headers[name] = value;
        if (response.Status == StatusCodes.Status204NoContent)
            return;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    /// <returns>Null: nobody waits for it.</returns>
    private async Task<WireResponse?> AnswerAsync(RawRequest raw, string requestId, CancellationToken cancellationToken)
    {
        // Errors found before the body is understood need a request, too, to be shaped by.
        var request = new WireRequest(raw.Method, raw.Target, new Dictionary<string, StringValues>(), raw.Headers, default, "", "")
        {
            RequestId = requestId,
        };
        try
        {
            var authorization = AuthorizationHeader.Parse(string.Join(", ", raw.Header("Authorization")));
            if (_secrets.TryGetValue(authorization.AccessKeyId, out var secret))
                SignatureCheck.Verify(authorization, secret, raw.Method, raw.Target, raw.Header, raw.Body);
            if (!_services.TryGetValue(authorization.Service, out var service))
            {
                throw new AwsException(
                    "UnknownService",
                    $"The credential scope names the service '{authorization.Service}'; served are {string.Join(", ", _services.Keys.Order(StringComparer.Ordinal))}.");
            }

            request = raw.Decode(authorization.AccessKeyId, requestId);
            return await CallAsync(service, request, cancellationToken);
        }
        catch (AwsException exception)
        {
            return ErrorShape.Of(request, exception);
        }
        catch (InvalidDataException exception)
        {
            return ErrorShape.Of(request, new AwsException("SerializationException", $"Content-Encoding is gzip, and the body is not: {exception.Message}"));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return ErrorShape.Of(request, AwsException.Internal(exception));
        }
    }

    private async Task<WireResponse?> CallAsync(IWireService service, WireRequest request, CancellationToken cancellationToken)
    {
        WireResponse? served = null;
        var operation = service.OperationOf(request);
        var response = _interceptor is null
            ? await ServeAsync(request)
            : await _interceptor.HandleAsync(new WireCall(service, operation, request), ServeAsync);
        // A call whose answer nobody gets was made all the same.
        if ((response ?? served) is { Operation.Length: > 0 } made)
            Usage.Record(request.Caller, service.SigningName, made.Operation, made.BilledMetrics);
        return response;

        async Task<WireResponse> ServeAsync(WireRequest asked) => served = _authorizer?.Refusal(service, operation, asked) is { } refusal
            ? service.Refuse(asked, operation, refusal)
            : await service.HandleAsync(asked, cancellationToken);
    }
}
