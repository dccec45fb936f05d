using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>CloudFormation as a custom resource sees it: what it asks, and where it has its answers put.</summary>
internal sealed class CloudFormationResponses : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<JsonNode> _answers = Channel.CreateUnbounded<JsonNode>();
    private string _url = "";

    private CloudFormationResponses(WebApplication application) => _application = application;

    public static async Task<CloudFormationResponses> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var responses = new CloudFormationResponses(application);
        application.Run(responses.HandleAsync);
        await application.StartAsync(cancellationToken);
        responses._url = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return responses;
    }

    /// <param name="type">Create, Update or Delete.</param>
    public JsonObject Request(string type) => new()
    {
        ["RequestType"] = type,
        ["ResponseURL"] = $"{_url}/answer",
        ["StackId"] = "arn:aws:cloudformation:us-east-1:123456789012:stack/watchdog/b1f6f4c0-0000-4000-8000-000000000000",
        ["RequestId"] = "b1f6f4c0-0000-4000-8000-000000000001",
        ["LogicalResourceId"] = "CleanUp",
        ["ResourceType"] = "Custom::WatchdogCleanUp",
        ["ResourceProperties"] = new JsonObject(),
    };

    public ValueTask<JsonNode> AnswerAsync(CancellationToken cancellationToken) => _answers.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        Assert.Equal("PUT", http.Request.Method);
        await _answers.Writer.WriteAsync((await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!, http.RequestAborted);
    }
}
