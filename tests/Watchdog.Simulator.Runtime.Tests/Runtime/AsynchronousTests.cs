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
    public async Task A_failing_event_is_tried_three_times()
    {
        await using var function = new TestFunction();

        function.Host.Enqueue(TestFunction.Name, Encoding.UTF8.GetBytes("""{"do":"error"}"""));
        await function.Host.DrainAsync(Cancellation);

        Assert.Equal(3, function.Sum("Invocations"));
        Assert.Equal(3, function.Sum("Errors"));
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
