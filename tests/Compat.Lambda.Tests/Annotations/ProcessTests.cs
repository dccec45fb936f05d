using System.Net;
using System.Text.Json;
using Compat.Lambda.Tests.Support;

namespace Compat.Lambda.Tests.Annotations;

/// <summary>The whole way: generated entry point, runtime, serializer and handler in a process, and the Runtime API on a socket.</summary>
public sealed class ProcessTests
{
    private const string Event = """
        {"version":"0","id":"53dc4d37","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
         "time":"2026-01-15T12:00:00Z","region":"us-east-1","resources":["arn:aws:events:us-east-1:123456789012:rule/tick"],"detail":{}}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_variable_selects_the_handler_and_the_handler_gets_event_context_and_services()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, "Look");

        var posted = await api.InvokeAsync(
            Event, Token, "Root=1-65a5cb40-aaaaaaaaaaaaaaaaaaaaaaaa", TimeSpan.FromHours(2), """{"custom":{"by":"a test"}}""");

        Assert.Equal("response", posted.Operation);
        using var seen = JsonDocument.Parse(posted.Body);
        Assert.Equal("53dc4d37", Text(seen, "EventId"));
        Assert.Equal("2026-01-15T12:00:00Z", Text(seen, "EventTime"));
        Assert.Equal("Scheduled Event", Text(seen, "DetailType"));
        Assert.Equal("arn:aws:events:us-east-1:123456789012:rule/tick", seen.RootElement.GetProperty("Resources")[0].GetString());
        Assert.Equal("request-1", Text(seen, "RequestId"));
        Assert.Equal(RuntimeApi.FunctionArn, Text(seen, "FunctionArn"));
        Assert.Equal("Root=1-65a5cb40-aaaaaaaaaaaaaaaaaaaaaaaa", Text(seen, "TraceId"));
        Assert.Equal("a test", Text(seen, "Custom"));
        Assert.InRange(seen.RootElement.GetProperty("RemainingSeconds").GetDouble(), 1, 7200);
        Assert.Contains("looking at 53dc4d37", await function.OutputWithAsync("looking at", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handlers_instance_stays_and_the_scope_ends_with_each_invocation()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, "Look");

        using var first = JsonDocument.Parse((await api.InvokeAsync(Event, Token, "Root=1-65a5cb40-aaaaaaaaaaaaaaaaaaaaaaaa")).Body);
        using var second = JsonDocument.Parse((await api.InvokeAsync(Event, Token)).Body);

        Assert.Equal((1, 1), (Number(first, "Invocation"), Number(first, "Scope")));
        Assert.Equal((2, 2), (Number(second, "Invocation"), Number(second, "Scope")));
        // Null is not written: the second invocation had no trace, and does not go under the first one's.
        Assert.False(second.RootElement.TryGetProperty("TraceId", out _));
        await function.OutputWithAsync("scope 1 ended", Token);
        await function.OutputWithAsync("scope 2 ended", Token);
    }

    [Fact]
    public async Task A_handler_without_a_result_answers_with_nothing()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, "Act");

        Assert.Equal(new Posted("response", "", null), await api.InvokeAsync("""{"command":"write"}""", Token));
        await function.OutputWithAsync("no end of line", Token);
    }

    [Fact]
    public async Task An_exception_is_the_functions_error_and_the_process_goes_on()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, "Act");

        var first = await api.InvokeAsync("""{"command":"fail"}""", Token);
        var second = await api.InvokeAsync("""{"command":"fail"}""", Token);

        Assert.Equal(("error", "InvalidOperationException"), (first.Operation, first.ErrorType));
        using var error = JsonDocument.Parse(first.Body);
        Assert.Equal("order 1 failed", Text(error, "errorMessage"));
        Assert.Equal("InvalidOperationException", Text(error, "errorType"));
        Assert.Contains("Act", error.RootElement.GetProperty("stackTrace")[0].GetString()!, StringComparison.Ordinal);
        Assert.Contains("order 2 failed", second.Body, StringComparison.Ordinal);
        await function.OutputWithAsync("order 1 failed", Token);
    }

    [Fact]
    public async Task An_event_of_another_shape_is_the_functions_error()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, "Act");

        var posted = await api.InvokeAsync("[1]", Token);

        Assert.Equal(("error", "JsonSerializerException"), (posted.Operation, posted.ErrorType));
    }

    [Fact]
    public async Task A_metric_is_one_line_of_valid_EMF_on_standard_output()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, "Act");

        await api.InvokeAsync("""{"command":"metric"}""", Token);

        var output = await function.OutputWithAsync("Backlog\":12}\n", Token);
        var document = output.Split('\n').Single(l => l.StartsWith('{'));
        Assert.Equal([("Test", "Backlog", "Count", "Kind=queue", 12.0)], EmfSpecification.MetricsOf(document));
    }

    [Fact]
    public async Task A_failing_startup_is_an_initialization_error_and_ends_the_process()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, "Look", ("APP_STARTUP", "fail"));

        var posted = await api.InitializationError.WaitAsync(Token);
        var (exitCode, output) = await function.EndAsync(Token);

        Assert.Equal("InvalidOperationException", posted.ErrorType);
        Assert.Contains("APP_STARTUP says that the startup fails", posted.Body, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("APP_STARTUP says that the startup fails", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("look", "ANNOTATIONS_HANDLER is 'look'; it must be one of: Act, Look.")]
    [InlineData(null, "ANNOTATIONS_HANDLER is not set; it must be one of: Act, Look.")]
    public async Task An_unknown_handler_is_an_initialization_error_that_names_the_known_ones(string? handler, string message)
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var function = FunctionProcess.Start(api, handler);

        var posted = await api.InitializationError.WaitAsync(Token);
        var (exitCode, _) = await function.EndAsync(Token);

        using var error = JsonDocument.Parse(posted.Body);
        Assert.Equal(message, Text(error, "errorMessage"));
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    public async Task Without_a_Runtime_API_the_process_says_so_and_ends()
    {
        await using var function = FunctionProcess.Start(api: null, "Look");

        var (exitCode, output) = await function.EndAsync(Token);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AWS_LAMBDA_RUNTIME_API is not set", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_500_of_the_Runtime_API_ends_the_process()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        api.PostStatus = HttpStatusCode.InternalServerError;
        await using var function = FunctionProcess.Start(api, "Act");

        await api.InvokeAsync("""{"command":"write"}""", Token);
        var (exitCode, output) = await function.EndAsync(Token);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("The Runtime API answered 500 to response", output, StringComparison.Ordinal);
    }

    private static string? Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString();

    private static int Number(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetInt32();
}
