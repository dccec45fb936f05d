using System.Collections.Immutable;
using Watchdog.Core.Breaker.Tests.Support;

namespace Watchdog.Core.Breaker.Tests.Breaker.Trials;

public sealed class TrialJudgeTests
{
    // One-second invocations, one message each, two at a time: a trickle of 120 messages/min.
    private static readonly TrialHop Hop = new("orders", TrialGauge.QueueDepth, "work", Trickle: 2, ArrivalsBefore: 60_000, ProcessedBefore: 60_000);

    [Theory]
    [InlineData(1.0, 6)] // gain, outside feed per minute
    [InlineData(1.0, 60)]
    [InlineData(1.2, 6)]
    [InlineData(2.0, 60)]
    [InlineData(10.0, 600)]
    public void A_loop_is_proven_by_what_a_trickle_brings_back(double gain, double feed)
    {
        var hop = Hop with { ArrivalsBefore = 60_000 * gain };
        var opinion = TrialJudge.Judge(TrialOf(hop), [Queue(hop, feed, gain)]);
        Assert.Equal(TrialOpinionKind.SelfFed, opinion.Kind);
        Assert.Contains(opinion.Evidence, sentence => sentence.Contains("brought back", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(55_000)]
    [InlineData(90_000)]
    public void Traffic_that_goes_on_while_nothing_runs_is_outside_traffic(double outside) =>
        Assert.Equal(TrialOpinionKind.Outside, TrialJudge.Judge(TrialOf(Hop), [Queue(Hop, outside, gain: 0)]).Kind);

    [Fact]
    public void Outside_traffic_is_told_by_the_first_pause_already()
    {
        var minutes = Queue(Hop, 60_000, gain: 0);
        Assert.Equal(TrialOpinionKind.Outside, TrialJudge.Judge(TrialOf(Hop), [minutes[..2]]).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(100)]
    public void A_crowd_that_has_gone_is_no_loop(double left) =>
        Assert.Equal(TrialOpinionKind.Ended, TrialJudge.Judge(TrialOf(Hop), [Queue(Hop, left, gain: 0)]).Kind);

    [Fact]
    public void A_crowd_that_has_gone_and_left_nothing_behind_is_no_loop()
    {
        ImmutableArray<TrialMinute> minutes = [M(0, TrialPhase.Trickle, 0, 120, 0), M(1, TrialPhase.Pause, 0, 0, 0)];
        Assert.Equal(TrialOpinionKind.Ended, TrialJudge.Judge(TrialOf(Hop), [minutes]).Kind);
    }

    [Fact]
    public void Failing_messages_that_come_again_and_again_are_no_loop()
    {
        // Everything fails: nothing is deleted, nothing is sent, the depth stands still, with a trickle and without.
        var hop = Hop with { SuccessShare = 0, ArrivalsBefore = 1_000, ProcessedBefore = 5_000 };
        ImmutableArray<TrialMinute> minutes =
            [M(0, TrialPhase.Trickle, 0, 120, 9_000), M(1, TrialPhase.Pause, 0, 0, 9_000), M(2, TrialPhase.Trickle, 0, 120, 9_000)];
        Assert.Equal(TrialOpinionKind.Ended, TrialJudge.Judge(TrialOf(hop), [minutes]).Kind);
    }

    [Fact]
    public void A_function_that_writes_and_then_fails_is_a_loop_all_the_same()
    {
        var hop = Hop with { SuccessShare = 0 };
        ImmutableArray<TrialMinute> minutes =
            [M(0, TrialPhase.Trickle, 120, 120, 9_000), M(1, TrialPhase.Pause, 0, 0, 9_000), M(2, TrialPhase.Trickle, 120, 120, 9_120)];
        Assert.Equal(TrialOpinionKind.SelfFed, TrialJudge.Judge(TrialOf(hop), [minutes]).Kind);
    }

    [Fact]
    public void A_burst_that_comes_with_the_trickle_is_not_believed_before_it_does_so_again()
    {
        var quiet = Queue(Hop with { ArrivalsBefore = 3_000, ProcessedBefore = 3_000 }, 0, gain: 0);
        var burst = quiet.SetItem(2, M(2, TrialPhase.Trickle, 3_000, 120, 9_000));
        var trial = TrialOf(Hop with { ArrivalsBefore = 3_000, ProcessedBefore = 3_000 });
        Assert.Equal(TrialOpinionKind.Undecided, TrialJudge.Judge(trial, [burst]).Kind);
    }

    [Fact]
    public void A_trickle_that_never_ran_does_not_make_a_crowd_that_has_gone_a_loop()
    {
        // The first trickle drained the queue as long as it ran; the second one did not come through.
        ImmutableArray<TrialMinute> minutes =
        [
            M(0, TrialPhase.Trickle, -5_000, 120, 9_000), M(1, TrialPhase.Pause, 0, 0, 9_000), M(2, TrialPhase.Trickle, 120, 120, 9_000),
        ];
        Assert.NotEqual(TrialOpinionKind.SelfFed, TrialJudge.Judge(TrialOf(Hop), [minutes]).Kind);
    }

    [Fact]
    public void Outside_traffic_in_which_a_trickle_drowns_is_told_by_its_level()
    {
        var hop = Hop with { ArrivalsBefore = 80_000 };
        Assert.Equal(TrialOpinionKind.Outside, TrialJudge.Judge(TrialOf(hop), [Queue(hop, 60_000, gain: 0)]).Kind);
    }

    [Theory]
    [InlineData(1.0, 1.0, true)]
    [InlineData(0.5, 2.0, true)]
    [InlineData(2.0, 5.0, true)]
    [InlineData(1.0, 0.0, false)] // a pipeline: the second function hands nothing back
    [InlineData(3.0, 0.1, false)]
    public void Round_two_functions_the_gain_is_the_product(double first, double second, bool isLoop)
    {
        var hops = new[] { Hop, Hop with { Function = "billing", Source = "bills" } };
        ImmutableArray<TrialMinute> Minutes(double brought) =>
        [
            M(0, TrialPhase.Trickle, 400 + brought, 120, 9_000),
            M(1, TrialPhase.Pause, 6, 0, 9_000),
            M(2, TrialPhase.Trickle, 6 + brought, 120, 9_000),
        ];
        var opinion = TrialJudge.Judge(TrialOf(hops), [Minutes(second * 120), Minutes(first * 120)]);
        Assert.Equal(isLoop, opinion.Kind is TrialOpinionKind.SelfFed);
    }

    [Fact]
    public void A_function_without_a_backlog_only_hands_on()
    {
        var hops = new[] { Hop, Hop with { Function = "billing", Source = "bills" } };
        ImmutableArray<TrialMinute> own =
            [M(0, TrialPhase.Trickle, 126, 120, 9_000), M(1, TrialPhase.Pause, 6, 0, 9_006), M(2, TrialPhase.Trickle, 126, 120, 9_012)];
        ImmutableArray<TrialMinute> other =
            [M(0, TrialPhase.Trickle, 120, 120, 1), M(1, TrialPhase.Pause, 0, 0, 1), M(2, TrialPhase.Trickle, 120, 120, 1)];
        Assert.Equal(TrialOpinionKind.SelfFed, TrialJudge.Judge(TrialOf(hops), [own, other]).Kind);
    }

    [Theory]
    [InlineData(1.0, TrialOpinionKind.SelfFed)]
    [InlineData(0.0, TrialOpinionKind.Ended)]
    public void A_probe_is_judged_by_its_own_minutes_alone(double gain, TrialOpinionKind expected)
    {
        var hop = Hop with { ArrivalsBefore = 60_000 };
        ImmutableArray<TrialMinute> minutes = [M(0, TrialPhase.Trickle, 6 + (gain * 120), 120, 9_000), M(1, TrialPhase.Pause, 6, 0, 9_000)];
        Assert.Equal(expected, TrialJudge.Judge(TrialOf(hop) with { IsProbe = true }, [[.. minutes.Select(m => m with { IsSettled = true })]]).Kind);
    }

    [Fact]
    public void Nothing_is_judged_before_a_pause()
    {
        var minutes = Queue(Hop, 6, gain: 2);
        Assert.Equal(TrialOpinionKind.Undecided, TrialJudge.Judge(TrialOf(Hop), [minutes[..1]]).Kind);
    }

    private static TrialMinute M(int span, TrialPhase phase, double arrivals, double taken, double waiting, double success = 1) =>
        new(span, phase, span > 0, arrivals, arrivals - (taken * success), taken, waiting);

    /// <summary>A trickle, a pause and a trickle on a queue with a backlog.</summary>
    private static ImmutableArray<TrialMinute> Queue(TrialHop hop, double outside, double gain)
    {
        var taken = hop.TricklePerMinute;
        var waiting = hop.ProcessedBefore;
        return
        [
            M(0, TrialPhase.Trickle, outside + (gain * taken), taken, waiting += outside + ((gain - 1) * taken)),
            M(1, TrialPhase.Pause, outside, 0, waiting += outside),
            M(2, TrialPhase.Trickle, outside + (gain * taken), taken, waiting + outside + ((gain - 1) * taken)),
        ];
    }

    private static Trial TrialOf(params TrialHop[] hops) => new(
        [.. hops],
        [new(TrialPhase.Trickle, An.Nine), new(TrialPhase.Pause, An.Nine.AddMinutes(1)), new(TrialPhase.Trickle, An.Nine.AddMinutes(2))],
        []) { IsBeforeKnown = true };
}
