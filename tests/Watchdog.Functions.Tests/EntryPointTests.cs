using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Lambda.Annotations;
using Compat.Lambda.Tests.Support;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests;

/// <summary>The executable as Lambda starts it, up to where it would call AWS.</summary>
public sealed partial class EntryPointTests
{
    private static readonly string[] Handlers = ["CircuitBreaker", "ConfigurationWatcher", "FunctionWatcher", "QueueWatcher", "RecursionWatcher"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Watchers => ["ConfigurationWatcher", "FunctionWatcher", "QueueWatcher", "RecursionWatcher"];

    [GeneratedRegex("it must be one of: (?<names>[^.]+)\\.")]
    private static partial Regex Accepted();

    [Fact]
    public void The_assembly_has_exactly_the_five_handlers() =>
        Assert.Equal(
            Handlers,
            typeof(Startup).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods())
                .Where(method => method.GetCustomAttribute<LambdaFunctionAttribute>() is not null)
                .Select(method => method.Name)
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("circuitbreaker")]
    [InlineData(null)]
    public async Task A_name_that_is_none_of_the_five_is_an_initialization_error_that_tells_them(string? handler)
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var process = BootstrapProcess.Start(api, handler);
        var error = await process.PostsAsync(api.InitializationError, Token);
        using var body = JsonDocument.Parse(error.Body);
        var message = body.RootElement.GetProperty("errorMessage").GetString()!;
        Assert.Contains(handler is null ? "is not set" : $"'{handler}'", message, StringComparison.Ordinal);
        Assert.Equal(Handlers, Accepted().Match(message).Groups["names"].Value.Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stack_that_sets_too_little_is_an_initialization_error_that_names_all_of_it()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var process = BootstrapProcess.Start(api, "QueueWatcher", without: ["WATCHDOG_TABLE", "WATCHDOG_BREAKER_MODE"]);
        var error = await process.PostsAsync(api.InitializationError, Token);
        Assert.Contains("WATCHDOG_TABLE is missing; WATCHDOG_BREAKER_MODE is missing", error.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Watchers))]
    public async Task A_watcher_starts_with_all_that_it_needs_and_refuses_an_event_without_a_time(string watcher)
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var process = BootstrapProcess.Start(api, watcher);
        var posted = await process.PostsAsync(api.InvokeAsync("""{"source":"aws.events"}""", Token), Token);
        Assert.Equal("error", posted.Operation);
        Assert.Contains("The event has no 'time'", posted.Body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_breaker_starts_with_all_that_it_needs_and_answers_a_bad_request_in_JSON_for_people()
    {
        await using var api = await RuntimeApi.StartAsync(Token);
        await using var process = BootstrapProcess.Start(api, "CircuitBreaker");
        var posted = await process.PostsAsync(api.InvokeAsync("""{"action":"explode"}""", Token), Token);
        Assert.Equal("response", posted.Operation);
        Assert.StartsWith("{\n  \"ok\": false,\n  \"action\": \"\",\n  \"error\": ", posted.Body.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        using var body = JsonDocument.Parse(posted.Body);
        Assert.StartsWith("Field 'action' is 'explode'; accepted values: ", body.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
