using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Native;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Failures;

[Collection(NativeExecutableCollection.Name)]
public sealed class EnvironmentTests(NativeExecutable native)
{
    [Fact]
    public async Task A_function_with_a_wrong_environment_reports_everything_that_is_wrong_with_it_and_ends()
    {
        var token = TestContext.Current.CancellationToken;
        using var nobody = new ClosedPort();
        await using var api = await RuntimeApi.StartAsync("watchdog-QueueWatcher", token);
        var environment = FunctionEnvironment.Of("QueueWatcher", api, $"http://{nobody.Address}");
        Assert.True(environment.Remove("WATCHDOG_TABLE"));
        environment["WATCHDOG_TOPIC_ARN"] = "";
        environment["WATCHDOG_BREAKER_MODE"] = "sometimes";

        await using var function = await ChildProcess.StartAsync(native.Bootstrap, [], environment);
        var posted = await api.PostedAsync(token);
        var exitCode = await function.ExitAsync(token);

        Assert.Equal("init/error", posted.Operation);
        var message = (string)JsonNode.Parse(posted.Body)!["errorMessage"]!;
        Assert.Contains("WATCHDOG_TABLE is missing", message, StringComparison.Ordinal);
        Assert.Contains("WATCHDOG_TOPIC_ARN is missing", message, StringComparison.Ordinal);
        Assert.Contains("WATCHDOG_BREAKER_MODE is 'sometimes' and must be ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("WATCHDOG_STACK", message, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("WATCHDOG_TABLE is missing", function.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_whose_handler_is_unknown_reports_the_names_of_those_that_there_are_and_ends()
    {
        var token = TestContext.Current.CancellationToken;
        using var nobody = new ClosedPort();
        await using var api = await RuntimeApi.StartAsync("watchdog-QueueWatcher", token);

        await using var function = await ChildProcess.StartAsync(
            native.Bootstrap, [], FunctionEnvironment.Of("QeueuWatcher", api, $"http://{nobody.Address}"));
        var exitCode = await function.ExitAsync(token);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("QeueuWatcher", function.Error, StringComparison.Ordinal);
        Assert.Contains("CircuitBreaker", function.Error, StringComparison.Ordinal);
    }
}
