using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>CloudFormation as a custom resource sees it: what it asks, and where it has its answers put.</summary>
internal sealed class CloudFormationResponses : IAsyncDisposable
{
    private readonly Channel<JsonNode> _answers = Channel.CreateUnbounded<JsonNode>();
    private Loopback? _server;

    private CloudFormationResponses()
    {
    }

    public static async Task<CloudFormationResponses> StartAsync(CancellationToken cancellationToken)
    {
        var responses = new CloudFormationResponses();
        responses._server = await Loopback.StartAsync(responses.HandleAsync, cancellationToken);
        return responses;
    }

    /// <param name="type">Create, Update or Delete.</param>
    public JsonObject Request(string type) => new()
    {
        ["RequestType"] = type,
        ["ResponseURL"] = new Uri(_server!.Url, "/answer").ToString(),
        ["StackId"] = "arn:aws:cloudformation:us-east-1:123456789012:stack/watchdog/b1f6f4c0-0000-4000-8000-000000000000",
        ["RequestId"] = "b1f6f4c0-0000-4000-8000-000000000001",
        ["LogicalResourceId"] = "CleanUp",
        ["ResourceType"] = "Custom::WatchdogCleanUp",
        ["ResourceProperties"] = new JsonObject(),
    };

    public ValueTask<JsonNode> AnswerAsync(CancellationToken cancellationToken) => _answers.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        Assert.Equal("PUT", http.Request.Method);
        await _answers.Writer.WriteAsync((await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!, http.RequestAborted);
    }
}
