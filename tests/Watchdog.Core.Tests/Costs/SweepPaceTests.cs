using Watchdog.Core.Costs;

namespace Watchdog.Core.Tests.Costs;

public class SweepPaceTests
{
    private static readonly DateTimeOffset FirstOfJanuary = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // 34 USD are one for each of January's 31 days, and for the three that one may be ahead.
    [Theory]
    [InlineData(0, 0, SweepPace.Unbounded)]
    [InlineData(0, 1.00, SweepPace.Unbounded)]
    [InlineData(0, 1.01, SweepPace.EveryFiveMinutes)]
    [InlineData(0, 2.00, SweepPace.EveryFiveMinutes)]
    [InlineData(0, 2.01, SweepPace.EveryFifteenMinutes)]
    [InlineData(0, 3.00, SweepPace.EveryFifteenMinutes)]
    [InlineData(0, 3.01, SweepPace.Held)]
    [InlineData(0.5, 1.50, SweepPace.Unbounded)]
    [InlineData(15, 16.00, SweepPace.Unbounded)]
    [InlineData(15, 17.50, SweepPace.EveryFifteenMinutes)]
    [InlineData(15, 18.50, SweepPace.Held)]
    [InlineData(30.99, 33.98, SweepPace.EveryFifteenMinutes)]
    [InlineData(30.99, 34.01, SweepPace.Held)]
    public void The_further_ahead_the_spending_is_the_fewer_sweeps_are_made(double days, double spent, SweepPace pace) =>
        Assert.Equal(pace, SweepPaces.Of((decimal)spent, 34, FirstOfJanuary.AddDays(days)));

    [Fact]
    public void The_month_is_that_of_UTC_and_as_long_as_it_is()
    {
        var lastHourInTokyo = new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.FromHours(9));
        Assert.Equal(SweepPace.Unbounded, SweepPaces.Of(31, 34, lastHourInTokyo));
        Assert.Equal(SweepPace.Held, SweepPaces.Of(31, 34, lastHourInTokyo.AddHours(1)));
        var februarysLast = new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(SweepPace.Unbounded, SweepPaces.Of(28, 31, februarysLast));
        Assert.Equal(SweepPace.EveryFiveMinutes, SweepPaces.Of(28.01m, 31, februarysLast));
    }

    [Theory]
    [InlineData(SweepPace.Unbounded, 60)]
    [InlineData(SweepPace.EveryFiveMinutes, 12)]
    [InlineData(SweepPace.EveryFifteenMinutes, 4)]
    [InlineData(SweepPace.Held, 0)]
    public void A_pace_allows_so_many_minutes_of_an_hour(SweepPace pace, int minutes) =>
        Assert.Equal(minutes, Enumerable.Range(0, 60).Count(m => pace.Allows(FirstOfJanuary.AddMinutes(m))));

    [Fact]
    public void The_watchers_shares_are_the_whole_budget() => Assert.Equal(
        15, new[] { "FunctionWatcher", "RecursionWatcher", "QueueWatcher", "ConfigurationWatcher" }.Sum(MonthlyBudget.Default.ShareOf));
}
