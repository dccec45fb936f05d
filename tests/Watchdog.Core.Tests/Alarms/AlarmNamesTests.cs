using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Tests.Alarms;

public class AlarmNamesTests
{
    private static readonly WatchdogStack Stack = new("watchdog", "watchdog-CircuitBreaker");

    [Fact]
    public void A_name_says_stack_kind_resource_and_metric() =>
        Assert.Equal("watchdog-resource-queue-orders.fifo-Age", AlarmNames.Of(Stack, ResourceId.Queue("orders.fifo"), "Age"));

    [Fact]
    public void A_name_that_is_too_long_keeps_its_two_ends_and_no_two_become_one()
    {
        var stack = new WatchdogStack(new string('s', 128), "b");
        var names = Enumerable.Range(0, 10)
            .Select(i => AlarmNames.Of(stack, ResourceId.Queue($"{new string('q', 79)}{i}"), "ApproximateNumberOfMessagesVisible")).ToArray();
        Assert.Equal(10, names.Distinct().Count());
        Assert.All(names, name =>
        {
            Assert.Equal(255, name.Length);
            Assert.StartsWith($"{stack.Name}-resource-queue-qqq", name, StringComparison.Ordinal);
            Assert.EndsWith("-ApproximateNumberOfMessagesVisible", name, StringComparison.Ordinal);
            Assert.True(AlarmNames.IsOf(stack.Name, name));
        });
        Assert.Equal(names[3], AlarmNames.Of(stack, ResourceId.Queue($"{new string('q', 79)}3"), "ApproximateNumberOfMessagesVisible"));
    }

    [Theory]
    [InlineData("watchdog-resource-function-a-Errors", true)]
    [InlineData("watchdog-resource-queue-a-Age", true)]
    [InlineData("watchdog-resource-budget", false)]
    // Of a stack whose name begins with that of this one.
    [InlineData("watchdog-resource-resource-function-a-Errors", false)]
    [InlineData("watchdog-resource-2-resource-function-a-Errors", false)]
    [InlineData("watchdog2-resource-function-a-Errors", false)]
    [InlineData("watchdog-QueueWatcher-silent", false)]
    [InlineData("orders-errors", false)]
    public void The_name_alone_tells_whose_an_alarm_is(string name, bool isOurs) => Assert.Equal(isOurs, AlarmNames.IsOf("watchdog", name));
}
