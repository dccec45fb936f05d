using Watchdog.Core.Statistics;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Statistics;

public class TrendTests
{
    [Fact]
    public void A_straight_line_has_its_own_slope() =>
        Assert.Equal(3, TheilSen.SlopePerMinute(Given.Series(1, 4, 7, 10, 13))!.Value, precision: 12);

    [Fact]
    public void Missing_minutes_leave_the_slope_as_it_is() =>
        Assert.Equal(3, TheilSen.SlopePerMinute(Given.Series(1, null, 7, null, 13))!.Value, precision: 12);

    [Fact]
    public void One_wild_point_in_nine_does_not_move_the_slope_far() =>
        Assert.InRange(TheilSen.SlopePerMinute(Given.Series(0, 1, 2, 3, 5_000, 5, 6, 7, 8))!.Value, 0.9, 1.3);

    [Fact]
    public void One_point_has_no_slope() => Assert.Null(TheilSen.SlopePerMinute(Given.Series(null, 7, null)));

    // 1 of the n! orders is strictly rising.
    [Theory]
    [InlineData(4, 1.0 / 24)]
    [InlineData(5, 1.0 / 120)]
    [InlineData(6, 1.0 / 720)]
    public void A_strict_rise_is_as_unlikely_as_one_order_of_all(int points, double probability) =>
        Assert.Equal(probability, MannKendall.RisingPValue(Given.Series([.. Enumerable.Range(0, points).Select(i => (double?)i)])), precision: 12);

    // Of the 24 orders of four points, 1 has no inversion and 3 have one.
    [Fact]
    public void One_inversion_counts_with_all_orders_that_are_as_good() =>
        Assert.Equal(4.0 / 24, MannKendall.RisingPValue(Given.Series(1, 2, 4, 3)), precision: 12);

    [Fact]
    public void A_fall_is_no_rise() => Assert.Equal(1, MannKendall.RisingPValue(Given.Series(5, 4, 3, 2, 1)), precision: 12);

    [Fact]
    public void A_constant_series_does_not_rise() => Assert.Equal(1, MannKendall.RisingPValue(Given.Constant(7, 10)));

    // With two ties of two among ten rising points: S = 43, variance = (10*9*25 - 2*(2*1*9)) / 18 = 123, z = 42 / sqrt(123) = 3.787.
    [Fact]
    public void Ties_are_judged_by_the_corrected_normal_approximation() =>
        Assert.Equal(7.6e-5, MannKendall.RisingPValue(Given.Series(1, 1, 2, 3, 4, 4, 5, 6, 7, 8)), tolerance: 5e-6);

    [Fact]
    public void Too_few_points_have_no_trend() => Assert.Null(Trend.Of(Given.Series(1, 2, null, 4), minimumPoints: 4));

    [Fact]
    public void A_baseline_is_not_moved_by_a_spike()
    {
        var baseline = Robust.BaselineOf(Given.Series(10, 12, 11, 10, 9_000, 12, 11), minimumPoints: 5)!;
        Assert.Equal(11, baseline.Median);
        Assert.Equal(1.4826, baseline.Deviation, precision: 4);
        Assert.Equal(9_000, baseline.Max);
    }
}
