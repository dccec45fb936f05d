namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>What `sam build` deploys, started as Lambda starts it and given the events that the repository has for trying it out.</summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class LambdaStartTests(NativeExecutable native, StandingAccount account) : IClassFixture<StandingAccount>
{
    [Fact]
    public void Every_function_of_the_template_is_started_by_one_of_these_tests() =>
        Assert.Equal(
            ["CircuitBreaker", "ConfigurationWatcher", "FunctionWatcher", "QueueWatcher", "RecursionWatcher"],
            account.Stack.Select(f => f.LogicalId).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("FunctionWatcher")]
    [InlineData("QueueWatcher")]
    [InlineData("RecursionWatcher")]
    [InlineData("ConfigurationWatcher")]
    public async Task A_watcher_judges_the_minute_of_its_event_and_logs_and_measures_that_it_did(string watcher)
    {
        await using var function = await StartedFunction.StartAsync(native, account, watcher);

        var posted = await function.InvokeAsync($"{watcher}.json");

        TestContext.Current.TestOutputHelper!.WriteLine(posted + "\n" + function.Process.Output + "\n" + function.Process.Error);
        Assert.Equal("response", posted.Operation);
    }

    [Fact]
    public async Task The_breaker()
    {
        await using var function = await StartedFunction.StartAsync(native, account, "CircuitBreaker");
        foreach (var e in "status status-of-one history contain trip probe trip escalate probe reset status-of-one trip reset-force history-of-one trip reset-all reconcile history".Split(' '))
        {
            var posted = await function.InvokeAsync($"CircuitBreaker-{e}.json");
            TestContext.Current.TestOutputHelper!.WriteLine($"{e}: {posted}");
        }
        TestContext.Current.TestOutputHelper!.WriteLine(function.Process.Output + "\n" + function.Process.Error);
    }
}
