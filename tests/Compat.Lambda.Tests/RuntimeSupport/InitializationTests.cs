using System.Net;
using System.Text.Json;
using Compat.Lambda.Tests.Support;

namespace Compat.Lambda.Tests.RuntimeSupport;

public sealed class InitializationTests
{
    [Fact]
    public async Task The_initializer_runs_before_the_first_event_is_asked_for()
    {
        using var api = new ScriptedApi().ThenInvocation("a");
        var nextsBefore = -1;

        await new Bootstrap(api).RunAsync(Bootstrap.Echo, () =>
        {
            nextsBefore = api.Nexts;
            return Task.FromResult(true);
        });

        Assert.Equal(0, nextsBefore);
        Assert.Single(api.Posts);
    }

    [Fact]
    public async Task An_initializer_that_says_no_ends_it_without_an_error()
    {
        using var api = new ScriptedApi().ThenInvocation("a");

        await new Bootstrap(api).RunAsync(Bootstrap.Echo, () => Task.FromResult(false));

        Assert.Equal(0, api.Nexts);
        Assert.Empty(api.Posts);
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task An_exception_is_reported_and_thrown_whatever_the_API_says_to_it(HttpStatusCode status)
    {
        using var api = new ScriptedApi();
        api.Judge = _ => status;

        var e = await Assert.ThrowsAsync<FormatException>(() =>
            new Bootstrap(api).RunAsync(Bootstrap.Echo, () => throw new FormatException("no good")));

        Assert.Equal("no good", e.Message);
        var posted = Assert.Single(api.Posts);
        Assert.Equal(("init/error", "FormatException"), (posted.Operation, posted.ErrorType));
        using var error = JsonDocument.Parse(posted.Body);
        Assert.Equal("no good", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal(0, api.Nexts);
    }

    [Theory]
    [InlineData(null, "is not set")]
    [InlineData("", "is not set")]
    [InlineData("127.0.0.1:9001/path", "must be a host and port")]
    [InlineData("127.0.0.1:port", "must be a host and port")]
    public async Task A_bad_address_of_the_Runtime_API_is_an_error_that_names_the_variable(string? value, string message)
    {
        using var api = new ScriptedApi();
        var bootstrap = new Bootstrap(api);
        bootstrap.Environment["AWS_LAMBDA_RUNTIME_API"] = value;

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.RunAsync(Bootstrap.Echo));

        Assert.StartsWith("AWS_LAMBDA_RUNTIME_API", e.Message, StringComparison.Ordinal);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }
}
