using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class ConcurrencyExhaustionTests
{
    private static readonly AccountLimits Thousand = new(1_000, 1_000);

    private static Judgement Judge(Series use, AccountLimits? limits = null, bool isTold = false) =>
        ConcurrencyExhaustion.Judge(use, limits ?? Thousand, isTold, new ConcurrencyExhaustionOptions());

    private static Series Climb(double from, double to, int minutes) =>
        Given.Series([.. Enumerable.Range(0, minutes).Select(m => (double?)(from + ((to - from) * m / (minutes - 1))))]);

    private static Series Step(double before, double after, int minutes) =>
        Given.Series([.. Enumerable.Repeat<double?>(before, 20), .. Enumerable.Repeat<double?>(after, minutes)]);

    [Fact]
    public void A_climb_that_reaches_the_limit_soon_is_told_with_the_time_left()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Climb(500, 820, 30))).Finding;
        Assert.Equal(ConcurrencyExhaustion.Account, finding.Resource);
        Assert.Equal(17, finding.Evidence.Single(e => e.Name == "limit reached in").Value);
        Assert.Contains("reached in 16 min", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_climb_that_is_far_from_the_limit_is_healthy() => Assert.IsType<Judgement.Healthy>(Judge(Climb(100, 600, 30)));

    [Fact]
    public void A_creep_that_takes_hours_is_healthy_yet() => Assert.IsType<Judgement.Healthy>(Judge(Climb(790, 820, 30)));

    [Fact]
    public void A_crowd_that_the_account_absorbs_is_healthy() => Assert.IsType<Judgement.Healthy>(Judge(Step(100, 600, 20)));

    [Fact]
    public void Three_minutes_close_to_the_limit_are_told_and_two_are_not()
    {
        Assert.IsType<Judgement.Healthy>(Judge(Step(100, 930, 2)));
        Assert.IsType<Judgement.Trouble>(Judge(Step(100, 930, 3)));
    }

    [Fact]
    public void What_was_told_lasts_while_four_fifths_are_in_use()
    {
        Assert.IsType<Judgement.Trouble>(Judge(Step(100, 850, 10), isTold: true));
        Assert.IsType<Judgement.Healthy>(Judge(Step(850, 700, 10), isTold: true));
    }

    [Fact]
    public void Without_newest_minutes_nothing_is_known() =>
        Assert.IsType<Judgement.InsufficientData>(Judge(Given.Series([.. Enumerable.Repeat<double?>(900, 20), .. Enumerable.Repeat<double?>(null, 4)])));

    [Fact]
    public void Reservations_are_not_in_use_but_leave_less()
    {
        var limits = new AccountLimits(2_000, 500);
        var use = PoolUse.Of(Given.Constant(1_960, 5), Given.Constant(440, 5), limits);
        Assert.Equal(460, use[4]);
        Assert.IsType<Judgement.Trouble>(Judge(use, limits));
        Assert.IsType<Judgement.Healthy>(Judge(PoolUse.Of(Given.Constant(1_600, 5), Given.Constant(100, 5), limits), limits));
    }

    [Fact]
    public void The_largest_users_are_named_and_the_main_one_is_the_cause()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Step(100, 950, 5))).Finding;
        var named = ConcurrencyExhaustion.WithUsers(finding, Thousand, [new("imports", 700), new("orders", 200)]);
        Assert.Equal(ResourceId.Function("imports"), named.Cause.Resource);
        Assert.Contains("imports with 700 and orders with 200", named.Cause.Text, StringComparison.Ordinal);
        Assert.Equal(Cause.AccountConcurrency, ConcurrencyExhaustion.WithUsers(finding, Thousand, [new("imports", 300), new("orders", 290)]).Cause.Id);
    }
}
