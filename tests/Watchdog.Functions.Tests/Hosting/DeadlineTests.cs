using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Hosting;

public class DeadlineTests
{
    [Fact]
    public async Task An_invocation_is_cancelled_before_Lambda_ends_it()
    {
        var context = Given.Context();
        context.RemainingTime = TimeSpan.FromSeconds(1.01);
        using var deadline = Deadline.Of(context);
        var cancelled = new TaskCompletionSource();
        await using var registration = deadline.Token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-3)]
    public void With_next_to_no_time_left_the_invocation_is_not_cancelled_before_it_begins(double seconds)
    {
        var context = Given.Context();
        context.RemainingTime = TimeSpan.FromSeconds(seconds);
        using var deadline = Deadline.Of(context);
        Assert.False(deadline.IsCancellationRequested);
    }
}
