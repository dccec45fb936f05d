using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

public class DepthHistoryTests
{
    [Theory]
    [InlineData(3, 2, 1, 10, 20, 30)]
    [InlineData(2, 15, 1, 10, 20, 30)]
    [InlineData(0, 2, 1, 10, 20, 20)]
    [InlineData(0, 40, 1, 10, 20, 30)]
    public void A_queue_fills_while_each_minute_holds_more_than_the_one_before_and_than_any_before_those(int minutes, params int[] totals) =>
        Assert.Equal(minutes, After(totals).FillingMinutesOf("work"));

    [Fact]
    public void Growth_is_told_of_whole_minutes_in_which_there_was_some()
    {
        var history = After(5, 3, 10);
        history.Add(Given.AtMinute(6), new Dictionary<string, QueueDepth> { ["work"] = new(50, 0, 0) });
        Assert.Equal([KeyValuePair.Create(Given.AtMinute(2), 7.0)], history.GrowthOf("work"));
        Assert.Empty(history.GrowthOf("other"));
    }

    /// <summary>The ticks of minutes 1, 2, 3 and so on.</summary>
    private static DepthHistory After(params int[] totals)
    {
        var history = new DepthHistory();
        for (var i = 0; i < totals.Length; i++)
            history.Add(Given.AtMinute(i + 1), new Dictionary<string, QueueDepth> { ["work"] = new(totals[i], 0, 0) });
        return history;
    }
}
