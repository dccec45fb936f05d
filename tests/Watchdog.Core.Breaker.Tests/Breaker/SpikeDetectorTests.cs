using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class SpikeDetectorTests
{
    private const int Known = 20;

    [Fact]
    public void One_minute_far_over_the_baseline_is_a_spike()
    {
        var spike = Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), 6000]));
        Assert.Equal(6000, spike.Rate);
        Assert.Equal(60, spike.Baseline);
        Assert.Equal(1, spike.Minutes);
        Assert.Equal(SpikeTrend.Growing, spike.Trend);
        Assert.Equal(An.Nine.AddMinutes(Known), spike.Since);
        Assert.Equal("6,000 invocations/min, for 1 min since 09:20 UTC, still growing; in the 20 minutes before it was at most 60/min.", spike.Sentence);
    }

    [Fact]
    public void A_minute_that_may_still_grow_is_enough_when_it_is_far_over_already() =>
        Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), 6000], minutesSinceEnd: 0));

    [Fact]
    public void A_minute_that_may_still_grow_does_not_end_a_spike()
    {
        var spike = Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), 6000, 6100, 20], minutesSinceEnd: 0));
        Assert.Equal(6100, spike.Rate);
    }

    [Fact]
    public void Points_that_are_late_do_not_end_a_spike() =>
        Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), 6000, 6100, null, null], minutesSinceEnd: 0));

    [Fact]
    public void Minutes_that_stay_without_points_end_it() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(60), 6000, 6100, null, null], minutesSinceEnd: 3));

    [Fact]
    public void Small_numbers_are_no_spike_however_quiet_it_was_before() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(1), 20]));

    [Fact]
    public void What_is_far_over_and_will_be_high_before_it_can_be_read_is_enough_to_try_the_function() =>
        Assert.True(Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(1), 99])).IsWeak);

    [Fact]
    public void A_step_of_five_times_is_no_spike_in_its_first_minute() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(200), 1000]));

    [Fact]
    public void A_step_of_five_times_is_one_when_it_grows_for_three_minutes()
    {
        var spike = Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(200), 1000, 1100, 1200]));
        Assert.Equal(3, spike.Minutes);
    }

    [Fact]
    public void A_step_of_five_times_that_stays_level_below_any_limit_is_no_spike() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(200), 1000, 1000, 1000]));

    [Fact]
    public void A_step_of_five_times_that_stays_level_at_the_concurrency_limit_is_one()
    {
        var spike = Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(200), 1000, 1000, 1000], i => i with { Concurrency = new(100, 100) }));
        Assert.Equal(SpikeTrend.Pinned, spike.Trend);
    }

    [Fact]
    public void A_loop_of_gain_one_with_a_feed_from_outside_is_found_though_it_only_ramps_up() =>
        Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), .. Enumerable.Range(2, 9).Select(n => (double?)(60 * n))]));

    [Fact]
    public void A_slow_exponential_is_found() =>
        Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), .. Enumerable.Range(1, 10).Select(n => (double?)(60 * Math.Pow(1.3, n)))]));

    [Fact]
    public void A_flash_crowd_that_has_come_down_to_less_than_half_of_its_peak_is_no_spike() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(60), 6000, 4000, 2500, 2000, 2000], minutesSinceEnd: 3));

    [Fact]
    public void A_burst_as_it_came_within_the_last_hour_is_no_spike() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([60, 60, 5000, .. Steady(60), 6000]));

    [Fact]
    public void A_rate_that_was_normal_in_the_last_14_days_is_no_spike() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(60), 6000], i => i with { HourlyMaxima = [100, 5500, 80] }));

    [Fact]
    public void A_rate_far_over_the_last_14_days_is_one_and_the_sentence_says_so()
    {
        var judgement = Judge([.. Steady(60), 6000], i => i with { HourlyMaxima = [100, 500, 80] });
        Assert.IsType<SpikeJudgement.Spike>(judgement);
        Assert.EndsWith("in 14 days at most 500/min.", judgement.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spike_as_long_as_the_window_is_still_one_by_the_history() =>
        Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(6000)], i => i with { HourlyMaxima = [100, 500, 80] }));

    [Fact]
    public void The_same_rate_all_the_time_is_no_spike() => Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(6000)]));

    [Fact]
    public void Without_a_baseline_and_a_history_the_answer_is_insufficient_data()
    {
        var answer = Assert.IsType<SpikeJudgement.InsufficientData>(Judge([null, null, null, null, null, null, 60, 6000]));
        Assert.Equal(6000, answer.Rate);
    }

    [Fact]
    public void Without_any_point_the_answer_is_insufficient_data() =>
        Assert.Null(Assert.IsType<SpikeJudgement.InsufficientData>(Judge([null, null, null])).Rate);

    [Fact]
    public void A_function_that_existed_and_idled_has_the_baseline_zero()
    {
        var spike = Assert.IsType<SpikeJudgement.Spike>(
            Judge([null, null, null, null, null, null, null, 6000], i => i with { ExistsSince = An.Nine.AddDays(-1) }));
        Assert.Equal(0, spike.Baseline);
    }

    [Fact]
    public void A_function_that_existed_and_idles_is_no_spike() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([null, null, null, null, null], i => i with { ExistsSince = An.Nine.AddDays(-1) }));

    [Fact]
    public void A_queue_that_is_being_worked_off_is_no_loop() =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(60), 6000], i => i with { Source = new(50_000, 40_000) }));

    [Fact]
    public void A_queue_that_keeps_its_messages_while_the_function_runs_does_not_speak_against_a_spike() =>
        Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), 6000], i => i with { Source = new(50_000, 49_000) }));

    [Fact]
    public void At_the_limit_a_step_of_what_arrives_is_enough_to_try_the_function_once_it_has_lasted_two_minutes()
    {
        var joined = Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(600), 1000, 1000], i => i with { IsArrivals = true, Concurrency = new(100, 100) }));
        Assert.True(joined.IsWeak);
        Assert.Equal(2, joined.Minutes);
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(600), 1000], i => i with { IsArrivals = true, Concurrency = new(100, 100) }));
    }

    [Theory]
    [InlineData(false, 100, 1000)]
    [InlineData(true, 80, 1000)]
    [InlineData(true, 100, 890)]
    public void Such_a_step_is_none_of_invocations_below_the_limit_or_of_less_than_half_more(bool arrivals, double used, double rate) =>
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(600), rate, rate], i => i with { IsArrivals = arrivals, Concurrency = new(used, 100) }));

    [Fact]
    public void Such_a_step_within_what_varies_anyway_is_none() => Assert.IsType<SpikeJudgement.NoSpike>(Judge(
        [.. Enumerable.Range(0, 30).Select(i => (double?)(i % 2 == 0 ? 200 : 600)), 920, 920], i => i with { IsArrivals = true, Concurrency = new(100, 100) }));

    [Fact]
    public void Such_a_step_that_was_usual_in_14_days_is_none_and_one_half_over_it_is_one()
    {
        Assert.IsType<SpikeJudgement.NoSpike>(
            Judge([.. Steady(600), 1000, 1000], i => i with { IsArrivals = true, Concurrency = new(100, 100), HourlyMaxima = [700] }));
        Assert.IsType<SpikeJudgement.Spike>(
            Judge([.. Steady(600), 1100, 1100], i => i with { IsArrivals = true, Concurrency = new(100, 100), HourlyMaxima = [700] }));
    }

    [Fact]
    public void Growth_from_the_first_minute_that_stands_out_is_enough_to_try_the_function_before_it_is_enough_for_more()
    {
        var early = Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), 120, 250]));
        Assert.Equal((true, 2), (early.IsWeak, early.Minutes));
        Assert.False(Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(60), 120, 250, 300, 400])).IsWeak);
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(60), 60, 250]));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_minute_that_stands_out_goes_on_where_the_queue_fills_since(int filling, bool spike) => Assert.Equal(
        spike,
        Judge([.. Steady(60), 250], i => i with { Source = new(5, 30) { FillingMinutes = filling } }) is SpikeJudgement.Spike { IsWeak: true });

    [Fact]
    public void What_grows_and_must_be_over_the_floor_by_now_is_looked_at_as_it_is_by_now()
    {
        Assert.True(Assert.IsType<SpikeJudgement.Spike>(Judge([.. Steady(10), 40, 90])).IsWeak);
        Assert.IsType<SpikeJudgement.NoSpike>(Judge([.. Steady(2), 20, 40]));
    }

    [Theory]
    [InlineData(50, 100, true)]
    [InlineData(40, 1000, false)]
    public void A_reservation_that_is_not_known_yet_matters_where_the_function_would_spike_at_it(int minutes, double rate, bool would) => Assert.Equal(
        would,
        SpikeDetector.WouldSpikeIfPinned(
            new SpikeInput(new Series(
                new TimeWindow(An.Nine, An.Nine.AddMinutes(minutes)), [.. Enumerable.Repeat<double?>(rate / 5, minutes - 3), .. Enumerable.Repeat<double?>(would ? rate : rate / 4, 3)]))
            {
                Concurrency = new ConcurrencyUse(20, 1000),
            },
            An.Nine.AddMinutes(minutes + 2), SpikeOptions.Default));

    [Fact]
    public void An_option_out_of_range_is_an_error_that_names_it_and_the_range()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeOptions { FarRatio = 1 }.Validated());
        Assert.Contains("FarRatio must be from 2 to 1000", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeOptions { Floor = double.NaN }.Validated());
        Assert.Same(SpikeOptions.Default, SpikeOptions.Default.Validated());
    }

    private static IEnumerable<double?> Steady(double rate) => Enumerable.Repeat<double?>(rate, Known);

    /// <param name="minutesSinceEnd">How long ago the last minute of the series ended; CloudWatch is never done with the newest.</param>
    private static SpikeJudgement Judge(double?[] points, Func<SpikeInput, SpikeInput>? with = null, int minutesSinceEnd = 2)
    {
        var input = new SpikeInput(new Series(new TimeWindow(An.Nine, An.Nine.AddMinutes(points.Length)), [.. points]));
        return SpikeDetector.Judge(with?.Invoke(input) ?? input, An.Nine.AddMinutes(points.Length + minutesSinceEnd), SpikeOptions.Default);
    }
}
