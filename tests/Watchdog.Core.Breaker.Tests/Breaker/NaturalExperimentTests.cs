using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class NaturalExperimentTests
{
    private const int Usual = 20;
    private const int Fallen = 5;

    [Fact]
    public void What_falls_with_a_throttled_function_was_its_own()
    {
        var natural = Judge(arrivals: Step(600, 60), invocations: Step(600, 60), throttles: Step(0, 400))!;
        Assert.Equal(NaturalVerdict.SelfFed, natural.Verdict);
        Assert.Equal(
            "Between 09:20 and 09:25 UTC it was throttled or failed, and 90 % fewer invocations succeeded than before: 90 % less arrived, as if it came from the function itself.",
            natural.Sentence);
    }

    [Fact]
    public void What_goes_on_while_a_function_is_throttled_comes_from_outside_and_its_level_is_known()
    {
        var natural = Judge(arrivals: Step(600, 590), invocations: Step(600, 60), throttles: Step(0, 400))!;
        Assert.Equal((NaturalVerdict.Outside, 590), (natural.Verdict, natural.ArrivalsPerMinute));
        Assert.EndsWith("only 1.7 % less arrived, as traffic from outside does.", natural.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_hour_in_which_less_came_and_so_less_was_done_is_no_experiment() =>
        Assert.Null(Judge(arrivals: Step(600, 60), invocations: Step(600, 60)));

    [Fact]
    public void Failures_after_which_arrivals_go_on_do_not_show_outside_traffic_as_the_function_may_have_sent_before_it_failed() =>
        Assert.Null(Judge(arrivals: Step(600, 600), invocations: Step(600, 600), errors: Step(0, 600)));

    [Fact]
    public void Failures_with_which_arrivals_fall_show_that_the_function_feeds_itself() =>
        Assert.Equal(NaturalVerdict.SelfFed, Judge(arrivals: Step(600, 60), invocations: Step(600, 600), errors: Step(0, 580))!.Verdict);

    [Fact]
    public void A_function_that_was_never_kept_from_working_made_no_experiment() =>
        Assert.Null(Judge(arrivals: Step(600, 600), invocations: Step(600, 600)));

    [Fact]
    public void Where_next_to_nothing_comes_there_is_nothing_to_see() =>
        Assert.Null(Judge(arrivals: Step(10, 0), invocations: Step(10, 0), throttles: Step(0, 10)));

    [Fact]
    public void Half_from_outside_cannot_be_told() =>
        Assert.Null(Judge(arrivals: Step(600, 400), invocations: Step(600, 60), throttles: Step(0, 400)));

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(6000)]
    public void Noise_seldom_hides_the_answer_and_never_turns_it_round(double rate)
    {
        var (self, outside) = (0, 0);
        const int Draws = 300;
        for (var seed = 0; seed < Draws; seed++)
        {
            var random = new Random(seed);
            var invocations = Noisy(random, Step(rate, rate / 10));
            var throttles = Step(0, rate);
            var fed = Judge(Noisy(random, Step(rate, rate / 10)), invocations, throttles: throttles)?.Verdict;
            var free = Judge(Noisy(random, Step(rate, rate)), invocations, throttles: throttles)?.Verdict;
            Assert.NotEqual(NaturalVerdict.Outside, fed);
            Assert.NotEqual(NaturalVerdict.SelfFed, free);
            self += fed is null ? 0 : 1;
            outside += free is null ? 0 : 1;
        }
        Assert.InRange(self, Draws * 0.9, Draws);
        Assert.InRange(outside, Draws * 0.8, Draws);
    }

    private static double[] Step(double before, double after) => [.. Enumerable.Repeat(before, Usual), .. Enumerable.Repeat(after, Fallen)];

    /// <summary>Counts vary by about their square root.</summary>
    private static double[] Noisy(Random random, double[] rates) =>
        [.. rates.Select(rate => Math.Max(0, Math.Round(rate + (Math.Sqrt(rate) * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)))))];

    private static NaturalExperiment? Judge(double[] arrivals, double[] invocations, double[]? errors = null, double[]? throttles = null) =>
        NaturalExperiment.Judge(Of(arrivals), Of(invocations), Of(errors ?? Step(0, 0)), Of(throttles ?? Step(0, 0)));

    private static Series Of(double[] points) => new(new TimeWindow(An.Nine, An.Nine.AddMinutes(points.Length)), [.. points]);
}
