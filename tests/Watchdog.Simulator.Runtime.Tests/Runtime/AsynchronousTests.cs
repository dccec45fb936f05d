using System.Text;
using Watchdog.Simulator.Runtime.Tests.Support;

namespace Watchdog.Simulator.Runtime.Tests.Runtime;

public sealed class AsynchronousTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_wait_until_they_are_drained()
    {
        await using var function = new TestFunction();

        function.Host.Enqueue(TestFunction.Name, Encoding.UTF8.GetBytes("{}"));
        function.Host.Enqueue(TestFunction.Name, Encoding.UTF8.GetBytes("{}"));
        Assert.Equal(0, function.Sum("Invocations"));
        await function.Host.DrainAsync(Cancellation);
        await function.Host.DrainAsync(Cancellation);

        Assert.Equal(2, function.Sum("Invocations"));
    }

    [Fact]
    public async Task A_failing_event_is_tried_again_after_one_minute_and_after_two_more_and_then_given_up()
    {
        await using var function = new TestFunction();
        function.Host.Enqueue(TestFunction.Name, Encoding.UTF8.GetBytes("""{"do":"error"}"""));

        List<double> errors = [];
        for (var second = 0; second <= 600; second += 30)
        {
            function.Elapsed = TimeSpan.FromSeconds(second);
            await function.Host.DrainAsync(Cancellation);
            errors.Add(function.Sum("Errors"));
        }

        Assert.Equal([1, 1, 2, 2, 2, 2, .. Enumerable.Repeat(3.0, 15)], errors);
    }

    [Fact]
    public async Task A_process_that_dies_during_an_event_is_replaced_and_the_event_is_tried_again()
    {
        await using var function = new TestFunction();
        await function.InvokeAsync("{}", Cancellation);
        function.Host.Enqueue(TestFunction.Name, Encoding.UTF8.GetBytes("""{"do":"hang"}"""));

        await DrainAndKillAsync();
        Assert.Equal(1, function.Sum("Errors"));
        var next = await function.InvokeAsync("{}", Cancellation);
        Assert.Equal(1, TestFunction.Json(next).GetProperty("served").GetInt32());

        function.Elapsed = TimeSpan.FromMinutes(1);
        await DrainAndKillAsync();
        Assert.Equal(2, function.Sum("Errors"));

        async Task DrainAndKillAsync()
        {
            var running = function.Host.DrainAsync(Cancellation);
            await function.Host.KillAsync(TestFunction.Name);
            await running;
        }
    }

    [Fact]
    public async Task The_retries_are_the_configured_ones()
    {
        await using var function = new TestFunction(retries: 0);

        var result = await function.Host.RunEventAsync(TestFunction.Name, Encoding.UTF8.GetBytes("""{"do":"error"}"""), Cancellation);

        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Equal(1, function.Sum("Invocations"));
    }
}
