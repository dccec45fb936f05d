using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.EndToEnd.Tests.Native;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Failures;

/// <summary>AWS does not answer: an invocation fails and says of what, within its time, and the process is there for the next one.</summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class UnreachableEndpointTests(NativeExecutable native)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(50);

    [Theory]
    [InlineData("QueueWatcher", "DynamoDB GetItem")]
    [InlineData("FunctionWatcher", "DynamoDB GetItem")]
    [InlineData("RecursionWatcher", "DynamoDB GetItem")]
    public Task A_tick_without_AWS_is_a_function_error_that_names_the_call(string handler, string call) =>
        AssertFailsAsync(
            handler,
            """
            {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
             "time":"2026-01-05T09:10:00Z","region":"us-east-1","resources":["arn:aws:events:us-east-1:123456789012:rule/watchdog"],"detail":{}}
            """,
            call);

    [Theory]
    [InlineData("""{"action":"status"}""", "DynamoDB Query")]
    [InlineData("""{"action":"reset","function":"enrich-order"}""", "DynamoDB GetItem")]
    // Whether the stack is being removed.
    [InlineData("""{"action":"trip","function":"enrich-order"}""", "DynamoDB GetItem")]
    public Task The_breaker_without_AWS_answers_with_a_function_error_that_names_the_call(string payload, string call) =>
        AssertFailsAsync("CircuitBreaker", payload, call);

    private async Task AssertFailsAsync(string handler, string payload, string call)
    {
        var token = TestContext.Current.CancellationToken;
        using var nobody = new ClosedPort();
        await using var api = await RuntimeApi.StartAsync($"watchdog-{handler}", token);
        await using var function = await ChildProcess.StartAsync(native.Bootstrap, [], FunctionEnvironment.Of(handler, api, $"http://{nobody.Address}"));

        var first = await api.InvokeAsync(payload, Timeout, token);
        var second = await api.InvokeAsync(payload, Timeout, token);

        Assert.All([first, second], posted =>
        {
            Assert.Equal("error", posted.Operation);
            var message = (string)JsonNode.Parse(posted.Body)!["errorMessage"]!;
            Assert.Matches($"^{call}: .*{Regex.Escape(nobody.Address)}", message);
        });
        Assert.False(function.HasExited);
    }
}
