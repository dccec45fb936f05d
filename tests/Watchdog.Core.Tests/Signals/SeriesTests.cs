using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Signals;

public class SeriesTests
{
    [Fact]
    public void A_window_must_begin_and_end_on_whole_minutes() =>
        Assert.Throws<ArgumentException>(() => new TimeWindow(Given.Start.AddSeconds(1), Given.AtMinute(2)));

    [Fact]
    public void A_window_must_not_end_before_it_begins() =>
        Assert.Throws<ArgumentException>(() => new TimeWindow(Given.AtMinute(2), Given.AtMinute(1)));

    [Fact]
    public void The_last_minutes_end_with_the_minute_that_has_just_begun()
    {
        var window = TimeWindow.Last(5, Given.AtMinute(10).AddSeconds(30));
        Assert.Equal((Given.AtMinute(5), Given.AtMinute(10)), (window.Start, window.End));
    }

    [Fact]
    public void Points_outside_the_half_open_window_are_left_out()
    {
        var window = new TimeWindow(Given.Start, Given.AtMinute(2));
        var series = Series.FromPoints(window, new Dictionary<DateTimeOffset, double>
        {
            [Given.AtMinute(-1)] = 1, [Given.AtMinute(0)] = 2, [Given.AtMinute(2)] = 3,
        });
        Assert.Equal([2, null], [series[0], series[1]]);
    }

    [Fact]
    public void Zero_filling_stops_at_the_newest_readable_minute()
    {
        var filled = Given.Series(null, 5, null, null).ZeroFilled(2);
        Assert.Equal([0, 5, 0, null], [filled[0], filled[1], filled[2], filled[3]]);
    }

    [Fact]
    public void A_tail_longer_than_the_series_is_the_series() => Assert.Equal(3, Given.Series(1, 2, 3).Tail(10).Length);

    [Fact]
    public void The_minute_before_the_accounts_newest_point_is_settled() =>
        Assert.Equal(1, Readable.SettledIndex(Given.Series(9, 9, 9, null, null)));

    [Fact]
    public void A_newer_minute_counts_only_when_all_series_have_it()
    {
        var invocations = Given.Series(1, 1, 1, 1, null);
        var errors = Given.Series(0, 0, 0, null, null);
        Assert.Equal(2, Readable.NewestIndex(1, invocations, errors));
    }

    [Fact]
    public void A_settled_minute_without_points_is_a_minute_in_which_nothing_happened()
    {
        var counts = Readable.Counts(Given.Series(4, null, null, null), newestIndex: 2);
        Assert.Equal(3, counts.Length);
        Assert.Equal(0, counts[2]);
    }

    [Fact]
    public void Minutes_that_are_taken_out_leave_what_comes_after_at_its_time()
    {
        var rest = Given.Series(1, 2, 3, 4, 5, 6).Without(Given.AtMinute(1), Given.AtMinute(4).AddSeconds(20));
        Assert.Equal([1, 5, 6], [rest[0], rest[1], rest[2]]);
        Assert.Equal(Given.AtMinute(4), rest.TimeAt(1));
    }

    [Fact]
    public void Minutes_outside_the_series_cannot_be_taken_out() =>
        Assert.Equal(3, Given.Series(1, 2, 3).Without(Given.AtMinute(5), Given.AtMinute(9)).Length);
}
