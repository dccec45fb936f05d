using Watchdog.Core.Detection;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class TroubleFinderTests
{
    private const double Timeout = 60_000;

    private static readonly TroubleOptions Options = new();

    private static readonly Minutes Busy = new(Invocations: 600, Errors: 1);

    private static FunctionTrouble? Find(FunctionHistory history, DateTimeOffset? begun = null) => TroubleFinder.Find(history, begun, Options).Trouble;

    [Fact]
    public void A_steady_function_is_in_no_trouble() => Assert.Null(Find(GivenHistory.Of(Busy, Busy.Times(10))));

    [Fact]
    public void Ten_times_the_load_is_no_trouble() => Assert.Null(Find(GivenHistory.Of(Busy, new Minutes(6_000, 10).Times(10))));

    [Fact]
    public void Two_percent_of_errors_for_ever_are_no_trouble() => Assert.Null(Find(GivenHistory.Of(new Minutes(600, 12), new Minutes(600, 18).Times(5))));

    [Fact]
    public void An_error_in_four_invocations_at_night_is_no_trouble() =>
        Assert.Null(Find(GivenHistory.Of(new Minutes(0), new Minutes(1), new Minutes(2), new Minutes(1, 1))));

    [Fact]
    public void An_event_that_is_tried_three_times_and_fails_is_no_trouble() =>
        Assert.Null(Find(GivenHistory.Of(new Minutes(0), new Minutes(1, 1), new Minutes(1, 1), new Minutes(0), new Minutes(1, 1))));

    [Fact]
    public void Half_of_the_invocations_fail_and_it_is_known_since_when()
    {
        var trouble = Find(GivenHistory.Of(Busy, new Minutes(600, 300).Times(3)));
        Assert.Equal((TroubleKind.Fails, Given.AtMinute(GivenHistory.Usual)), (trouble!.Kind, trouble.Since));
        Assert.Equal(0.5, trouble.ErrorRatio);
        Assert.True(trouble.WorkedBefore);
    }

    [Fact]
    public void Three_calls_a_minute_of_which_most_fail_are_found_within_four_minutes()
    {
        var trouble = Find(GivenHistory.Of(new Minutes(3), new Minutes(3, 3), new Minutes(3, 2), new Minutes(3, 1), new Minutes(3, 3)));
        Assert.Equal((TroubleKind.Fails, Given.AtMinute(GivenHistory.Usual)), (trouble!.Kind, trouble.Since));
    }

    [Fact]
    public void Ten_invocations_that_all_fail_are_enough_without_a_history()
    {
        var trouble = Find(GivenHistory.Of(new Minutes(0), new Minutes(1, 1).Times(10)));
        Assert.Equal(TroubleKind.Fails, trouble!.Kind);
        Assert.False(trouble.WorkedBefore);
    }

    [Fact]
    public void Without_a_history_one_success_in_ten_is_not_always() =>
        Assert.Null(Find(GivenHistory.Of(new Minutes(0), [.. new Minutes(1, 1).Times(9), new Minutes(1)])));

    [Fact]
    public void Errors_that_have_ended_are_no_trouble_any_more() =>
        Assert.Null(Find(GivenHistory.Of(Busy, [.. new Minutes(600, 300).Times(10), .. Busy.Times(2)])));

    [Fact]
    public void Invocations_that_last_until_the_timeout_are_timeouts()
    {
        var trouble = Find(GivenHistory.Of(Busy, new Minutes(300, 300, Timeout).Times(3)));
        Assert.Equal((TroubleKind.TimesOut, Given.AtMinute(GivenHistory.Usual)), (trouble!.Kind, trouble.Since));
        Assert.Equal(200, trouble.UsualDuration!.Value, precision: 6);
    }

    [Fact]
    public void Four_timeouts_within_an_hour_are_enough_and_three_are_not()
    {
        Minutes[] rare = [new(1, 1, Timeout), .. new Minutes(0).Times(12)];
        var usual = new Minutes(1, 0, 40_000);
        Assert.Null(Find(GivenHistory.Of(usual, [.. rare, .. rare, new(1, 1, Timeout), new(0)])));
        Assert.Equal(TroubleKind.TimesOut, Find(GivenHistory.Of(usual, [.. rare, .. rare, .. rare, new(1, 1, Timeout), new(0)]))!.Kind);
    }

    [Fact]
    public void Fast_errors_are_no_timeouts() => Assert.Equal(TroubleKind.Fails, Find(GivenHistory.Of(Busy, new Minutes(300, 300, 5).Times(3)))!.Kind);

    [Fact]
    public void When_only_part_of_the_invocations_times_out_they_fail_and_that_is_said()
    {
        var trouble = Find(GivenHistory.Of(Busy, new Minutes(600, 250, 300, Timeout).Times(3)));
        Assert.Equal((TroubleKind.Fails, true), (trouble!.Kind, trouble.SomeTimeOut));
    }

    [Fact]
    public void Three_minutes_of_twice_the_duration_are_a_step_and_two_are_not()
    {
        Assert.Null(Find(GivenHistory.Of(Busy, new Minutes(600, 1, 450).Times(2))));
        var trouble = Find(GivenHistory.Of(Busy, new Minutes(600, 1, 450).Times(3)));
        Assert.Equal((TroubleKind.Slow, Given.AtMinute(GivenHistory.Usual)), (trouble!.Kind, trouble.Since));
        Assert.Equal((450.0, 200.0), (trouble.Duration!.Value, Math.Round(trouble.UsualDuration!.Value, 6)));
    }

    [Fact]
    public void From_five_to_twenty_milliseconds_is_no_outage() =>
        Assert.Null(Find(GivenHistory.Of(new Minutes(600, 0, 5), new Minutes(600, 0, 20).Times(5))));

    [Fact]
    public void A_creeping_rise_is_found()
    {
        var rise = Enumerable.Range(0, 15).Select(minute => new Minutes(300, 0, 200 + (30 * minute))).ToArray();
        Assert.Equal(TroubleKind.Slow, Find(GivenHistory.Of(new Minutes(300), rise))!.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void Noisy_durations_are_no_trouble_at_any_traffic(int invocationsPerMinute)
    {
        // Log-normal with p99 / p50 = 3, a day of each of twenty functions, looked at every minute.
        var random = new Random(20_260_105 + invocationsPerMinute);
        var sigma = Math.Log(3) / 2.326;
        for (var function = 0; function < 20; function++)
        {
            var medians = Enumerable.Range(0, 24 * 60).Select(_ => (double?)Median(random, sigma, invocationsPerMinute)).ToArray();
            for (var end = 180; end <= medians.Length; end++)
                Assert.Null(DurationStep.Of(Given.Series(medians[(end - 180)..end]), null, growth: 1, Options.Duration)?.Start);
        }
    }

    [Fact]
    public void Fuller_batches_take_longer_and_are_no_trouble()
    {
        var history = GivenHistory.Of(new Minutes(60, 0, 300), new Minutes(60, 0, 2_700).Times(6));
        Assert.Equal(TroubleKind.Slow, Find(history)!.Kind);
        Assert.Null(Find(history with { MessagesReceived = Given.Series([.. Enumerable.Repeat<double?>(60, GivenHistory.Usual), .. Enumerable.Repeat<double?>(600, 6)]) }));
    }

    [Fact]
    public void A_step_that_was_told_lasts_until_the_duration_is_nearly_as_before()
    {
        DateTimeOffset? begun = Given.AtMinute(GivenHistory.Usual);
        var longAgo = new Minutes(600, 1, 450).Times(200);
        Assert.Equal(TroubleKind.Slow, Find(GivenHistory.Of(Busy, [.. longAgo, .. new Minutes(600, 1, 350).Times(3)]), begun)!.Kind);
        Assert.Null(Find(GivenHistory.Of(Busy, [.. longAgo, .. new Minutes(600, 1, 210).Times(3)]), begun));
    }

    [Fact]
    public void Errors_that_were_told_last_while_a_fifth_still_fails()
    {
        DateTimeOffset? begun = Given.AtMinute(GivenHistory.Usual);
        Assert.NotNull(Find(GivenHistory.Of(Busy, [.. new Minutes(600, 400).Times(5), .. new Minutes(600, 120).Times(3)]), begun));
        Assert.Null(Find(GivenHistory.Of(Busy, [.. new Minutes(600, 400).Times(5), .. new Minutes(600, 12).Times(3)]), begun));
    }

    [Fact]
    public void A_function_that_is_not_called_is_not_healthy_but_unknown() =>
        Assert.False(TroubleFinder.Find(GivenHistory.Of(Busy, new Minutes(0).Times(30)), null, Options).IsKnown);

    private static double Median(Random random, double sigma, int count)
    {
        var values = Enumerable.Range(0, count).Select(_ => 300 * Math.Exp(sigma * Normal(random))).Order().ToArray();
        return values[values.Length / 2];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
