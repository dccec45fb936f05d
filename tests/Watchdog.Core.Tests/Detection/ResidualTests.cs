using Watchdog.Core.Detection;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class ResidualTests
{
    // The tests' start is on a quarter of an hour; so is 180 minutes later.
    private const int Quarter = 180;

    private static Series Sum(double usual, params double?[] newest) =>
        Given.Series([.. Enumerable.Repeat<double?>(usual, Quarter - newest.Length), .. newest]);

    private static SweepReason Of(Series sum, int minute, params Series[] explained) => Residual.Of(sum, explained, Given.AtMinute(minute));

    [Fact]
    public void Nothing_is_swept_for_nothing() => Assert.Equal(SweepReason.None, Of(Sum(0), Quarter));

    [Fact]
    public void Errors_that_begin_are_swept_for_at_once() => Assert.Equal(SweepReason.Sudden, Of(Sum(0, 2, 4, null, null), Quarter + 1));

    [Fact]
    public void Errors_as_ever_are_swept_for_only_each_quarter_of_an_hour()
    {
        Assert.Equal(SweepReason.None, Of(Sum(12, 14, 11, null, null), Quarter + 1));
        Assert.Equal(SweepReason.None, Of(Sum(12, 14, 11, null, null), Quarter + 5));
        Assert.Equal(SweepReason.Regular, Of(Sum(12, 14, 11, null, null), Quarter));
    }

    [Fact]
    public void A_rise_over_what_is_usual_is_swept_for_at_once() => Assert.Equal(SweepReason.Sudden, Of(Sum(12, 40, 45, null, null), Quarter + 1));

    [Fact]
    public void What_is_explained_is_not_swept_for()
    {
        var sum = Sum(0, 50, 50, null, null);
        Assert.Equal(SweepReason.None, Of(sum, Quarter, sum));
    }

    [Fact]
    public void Few_errors_and_errors_that_are_published_late_are_swept_for_each_five_minutes()
    {
        double?[] late = [1, 0, 0, 1, 0, 1, .. Enumerable.Repeat<double?>(0, 10), null, null];
        Assert.Equal(SweepReason.None, Of(Sum(0, late), Quarter + 1));
        Assert.Equal(SweepReason.Slow, Of(Sum(0, late), Quarter + 5));
    }

    [Fact]
    public void A_steadily_noisy_function_is_no_news_of_its_own()
    {
        Assert.False(Residual.IsNews(Sum(3, 4, 2, null, null)));
        Assert.True(Residual.IsNews(Sum(3, 30, 28, null, null)));
    }
}
