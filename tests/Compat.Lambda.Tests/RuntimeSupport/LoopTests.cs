using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Compat.Lambda.Tests.Support;

namespace Compat.Lambda.Tests.RuntimeSupport;

public sealed class LoopTests
{
    [Fact]
    public async Task Each_invocation_gets_its_own_answer()
    {
        using var api = new ScriptedApi().ThenInvocation("a", "1").ThenInvocation("b", "2");

        await new Bootstrap(api).RunAsync(Bootstrap.Echo);

        Assert.Equal([new Posted("invocation/a/response", "1", null), new Posted("invocation/b/response", "2", null)], api.Posts);
    }

    [Fact]
    public async Task An_exception_is_posted_with_its_type_stack_and_causes_and_the_loop_goes_on()
    {
        using var api = new ScriptedApi().ThenInvocation("a").ThenInvocation("b");

        await new Bootstrap(api).RunAsync(i => i.LambdaContext.AwsRequestId == "a"
            ? throw new InvalidOperationException("outer \"quoted\"", new FormatException("inner"))
            : Bootstrap.Echo(i));

        Assert.Equal(["invocation/a/error", "invocation/b/response"], api.Posts.Select(p => p.Operation));
        var posted = api.Posts.First();
        Assert.Equal("InvalidOperationException", posted.ErrorType);
        using var error = JsonDocument.Parse(posted.Body);
        Assert.Equal("outer \"quoted\"", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal("InvalidOperationException", error.RootElement.GetProperty("errorType").GetString());
        Assert.NotEqual(0, error.RootElement.GetProperty("stackTrace").GetArrayLength());
        Assert.Equal("inner", error.RootElement.GetProperty("cause").GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_response_that_is_refused_is_that_invocations_error_and_the_loop_goes_on()
    {
        using var api = new ScriptedApi().ThenInvocation("a").ThenInvocation("b");
        api.Judge = p => p.Operation == "invocation/a/response" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.Accepted;

        await new Bootstrap(api).RunAsync(Bootstrap.Echo);

        Assert.Equal(["invocation/a/response", "invocation/a/error", "invocation/b/response"], api.Posts.Select(p => p.Operation));
        Assert.Contains("413", api.Posts.ElementAt(1).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_is_refused_does_not_end_the_loop()
    {
        using var api = new ScriptedApi().ThenInvocation("a").ThenInvocation("b");
        api.Judge = p => p.Operation == "invocation/a/error" ? HttpStatusCode.BadRequest : HttpStatusCode.Accepted;

        await new Bootstrap(api).RunAsync(i =>
            i.LambdaContext.AwsRequestId == "a" ? throw new InvalidOperationException() : Bootstrap.Echo(i));

        Assert.Equal(["invocation/a/error", "invocation/b/response"], api.Posts.Select(p => p.Operation));
    }

    [Theory]
    [InlineData("response")]
    [InlineData("error")]
    public async Task A_500_to_what_is_posted_ends_the_loop(string operation)
    {
        using var api = new ScriptedApi().ThenInvocation("a").ThenInvocation("b");
        api.Judge = _ => HttpStatusCode.InternalServerError;

        var e = await Assert.ThrowsAsync<RuntimeApiClientException>(() => new Bootstrap(api).RunAsync(i =>
            operation == "error" ? throw new InvalidOperationException() : Bootstrap.Echo(i)));

        Assert.Equal(HttpStatusCode.InternalServerError, e.StatusCode);
        Assert.Equal([$"invocation/a/{operation}"], api.Posts.Select(p => p.Operation));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_refused_next_ends_the_loop(HttpStatusCode status)
    {
        using var api = new ScriptedApi().ThenStatus(status);

        var e = await Assert.ThrowsAsync<RuntimeApiClientException>(() => new Bootstrap(api).RunAsync(Bootstrap.Echo));

        Assert.Equal(status, e.StatusCode);
        Assert.Contains("next: no more", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lambda-Runtime-Aws-Request-Id")]
    [InlineData("Lambda-Runtime-Deadline-Ms")]
    [InlineData("Lambda-Runtime-Invoked-Function-Arn")]
    public async Task An_invocation_without_a_header_that_it_must_have_ends_the_loop_with_the_headers_name(string missing)
    {
        (string, string)[] headers =
        [
            ("Lambda-Runtime-Aws-Request-Id", "a"),
            ("Lambda-Runtime-Deadline-Ms", "1768478400000"),
            ("Lambda-Runtime-Invoked-Function-Arn", RuntimeApi.FunctionArn),
        ];
        using var api = new ScriptedApi().Then("{}", [.. headers.Where(h => h.Item1 != missing)]);

        var e = await Assert.ThrowsAsync<RuntimeApiClientException>(() => new Bootstrap(api).RunAsync(Bootstrap.Echo));

        Assert.Contains(missing, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_is_not_to_be_disposed_can_answer_again()
    {
        using var api = new ScriptedApi().ThenInvocation("a").ThenInvocation("b");
        using var kept = new MemoryStream(Encoding.UTF8.GetBytes("kept"));

        await new Bootstrap(api).RunAsync(_ =>
        {
            kept.Position = 0;
            return Task.FromResult(new InvocationResponse(kept, disposeOutputStream: false));
        });

        Assert.Equal(["kept", "kept"], api.Posts.Select(p => p.Body));
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_an_event()
    {
        using var api = new ScriptedApi();

        await new Bootstrap(api).RunAsync(Bootstrap.Echo);

        Assert.Equal(1, api.Nexts);
        Assert.Empty(api.Posts);
    }
}
