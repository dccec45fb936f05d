using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class BreakerPolicyTests
{
    public enum Rate
    {
        Usual,
        Spike,
        Unknown,
    }

    [Theory]
    //          mode     AWS    rate          loop   state       decision
    [InlineData("off", true, Rate.Spike, true, "Closed", "LeaveAlone")]
    [InlineData("off", false, Rate.Spike, true, "Closed", "LeaveAlone")]
    [InlineData("alert", true, Rate.Spike, true, "Closed", "Alert")]
    [InlineData("alert", false, Rate.Spike, true, "Closed", "Alert")]
    [InlineData("alert", false, Rate.Spike, false, "Closed", "Alert")]
    [InlineData("confirm", true, Rate.Spike, true, "Closed", "Trip")]
    [InlineData("confirm", true, Rate.Spike, false, "Closed", "Trip")]
    [InlineData("confirm", false, Rate.Spike, true, "Closed", "Contain")]
    [InlineData("confirm", false, Rate.Spike, false, "Closed", "Alert")]
    [InlineData("confirm", true, Rate.Usual, true, "Closed", "Alert")]
    [InlineData("confirm", true, Rate.Usual, false, "Closed", "Alert")]
    [InlineData("confirm", true, Rate.Unknown, false, "Closed", "Alert")]
    [InlineData("confirm", false, Rate.Usual, true, "Closed", "LeaveAlone")]
    [InlineData("confirm", false, Rate.Usual, false, "Closed", "LeaveAlone")]
    [InlineData("confirm", false, Rate.Unknown, false, "Closed", "LeaveAlone")]
    [InlineData("confirm", false, Rate.Unknown, true, "Closed", "Alert")]
    [InlineData("trip", false, Rate.Spike, true, "Closed", "Trip")]
    [InlineData("trip", true, Rate.Spike, false, "Closed", "Trip")]
    [InlineData("trip", false, Rate.Spike, false, "Closed", "Alert")]
    [InlineData("trip", false, Rate.Usual, true, "Closed", "LeaveAlone")]
    [InlineData("confirm", false, Rate.Spike, true, "Contained", "LeaveAlone")]
    [InlineData("confirm", true, Rate.Spike, true, "Contained", "Trip")]
    [InlineData("trip", false, Rate.Spike, true, "Contained", "Trip")]
    [InlineData("confirm", true, Rate.Spike, true, "Open", "LeaveAlone")]
    [InlineData("trip", false, Rate.Spike, true, "Open", "LeaveAlone")]
    [InlineData("confirm", false, Rate.Spike, true, "HalfOpen", "Trip")]
    [InlineData("confirm", false, Rate.Spike, false, "HalfOpen", "Trip")]
    [InlineData("confirm", false, Rate.Usual, true, "HalfOpen", "LeaveAlone")]
    [InlineData("alert", false, Rate.Spike, true, "HalfOpen", "Alert")]
    public void The_policy_decides(string mode, bool seenByAws, Rate rate, bool loop, string state, string decision) => Assert.Equal(
        decision,
        Decide(Evidence(seenByAws, rate, loop ? Live : null), mode, Details(), state: Enum.Parse<CircuitState>(state)).GetType().Name);

    [Theory]
    [InlineData("confirm", "off", "LeaveAlone")]
    [InlineData("trip", "alert", "Alert")]
    [InlineData("trip", "confirm", "Contain")]
    [InlineData("off", "trip", "Trip")]
    [InlineData("alert", "Trip", "Trip")]
    public void The_functions_tag_goes_before_the_stacks_mode(string mode, string tag, string decision) =>
        Assert.Equal(decision, Decide(Evidence(false, Rate.Spike, Live), mode, Details(tag: tag)).GetType().Name);

    [Fact]
    public void A_tag_that_is_none_of_the_accepted_words_only_alerts_and_the_reason_says_so()
    {
        var decision = Assert.IsType<BreakerDecision.Alert>(Decide(Evidence(true, Rate.Spike, Live), "trip", Details(tag: "disabled")));
        Assert.Contains("'disabled', which is none of off, alert, confirm or trip", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_whose_recursion_is_allowed_is_left_alone() =>
        Assert.IsType<BreakerDecision.LeaveAlone>(Decide(Evidence(true, Rate.Spike, Live), "trip", Details(allowed: true)));

    [Fact]
    public void Watchdogs_own_functions_are_left_alone() =>
        Assert.IsType<BreakerDecision.LeaveAlone>(Decide(Evidence(true, Rate.Spike, Live), "trip", Details(), own: true));

    [Fact]
    public void A_function_whose_tags_could_not_be_read_is_not_touched() =>
        Assert.IsType<BreakerDecision.Alert>(Decide(Evidence(true, Rate.Spike, Live), "trip", null));

    [Fact]
    public void A_loop_with_a_disabled_mapping_lets_nothing_go_round_and_does_not_count() =>
        Assert.IsType<BreakerDecision.Alert>(Decide(Evidence(false, Rate.Spike, Live with { IsLive = false }), "trip", Details()));

    [Fact]
    public void A_loop_whose_mapping_the_breaker_itself_has_disabled_to_contain_it_goes_on_being_judged() => Assert.IsType<BreakerDecision.LeaveAlone>(
        Decide(Evidence(false, Rate.Spike, Live with { IsLive = false }), "confirm", Details(), state: CircuitState.Contained));

    [Theory]
    [InlineData(4, "Trip")]
    [InlineData(5, "Alert")]
    public void After_five_trips_in_an_hour_the_breaker_only_alerts(int trips, string decision) =>
        Assert.Equal(decision, Decide(Evidence(true, Rate.Spike, Live), "confirm", Details(), trips: trips).GetType().Name);

    [Fact]
    public void Trips_are_counted_over_the_hour_up_to_now_and_with_them_what_is_still_being_tried()
    {
        var now = Support.An.Nine;
        CircuitTransition At(int minutesAgo, string action, string function = "f") =>
            new(function, now.AddMinutes(-minutesAgo), action, CircuitState.Closed, CircuitState.Open, "RecursionWatcher", "", [], 1);
        Assert.Equal(2, TripCount.InLastHour([At(0, "trip"), At(59, "trip"), At(60, "trip"), At(-1, "trip")], now));
        Assert.Equal(1, TripCount.InLastHour([At(5, "contain")], now));
        Assert.Equal(1, TripCount.InLastHour([At(5, "contain"), At(2, "hold")], now));
        Assert.Equal(1, TripCount.InLastHour([At(5, "contain"), At(2, "trip")], now));
        Assert.Equal(0, TripCount.InLastHour([At(5, "contain"), At(2, "release")], now));
        Assert.Equal(2, TripCount.InLastHour([At(5, "contain"), At(5, "contain", "g")], now));
    }

    [Fact]
    public void Every_decision_gives_its_reason_and_an_alert_in_place_of_an_action_says_which() => Assert.Equal(
        "A spike of a function that lies on a loop. The breaker would contain the function, but the breaker's mode is alert.",
        Decide(Evidence(false, Rate.Spike, Live), "alert", Details()).Reason);

    [Fact]
    public void Evidence_is_told_in_sentences() => Assert.Equal(
        [
            "AWS itself saw a loop: RecursiveInvocationsDropped is 1,234.",
            "A spike.",
            "What it writes can come back to it: f -> queue work -> f.",
            "The role of f may write to queue work, and its environment variable QUEUE names it.",
        ],
        Evidence(true, Rate.Spike, Live).Sentences);

    [Theory]
    //          mode     AWS    decision
    [InlineData("alert", false, "LeaveAlone")]
    [InlineData("alert", true, "Alert")]
    [InlineData("confirm", false, "Contain")]
    [InlineData("confirm", true, "Trip")]
    [InlineData("trip", false, "Trip")]
    public void A_loop_that_only_a_broad_role_allows_is_tried_and_not_told_where_it_may_not_be_tried(string mode, bool seenByAws, string decision) =>
        Assert.Equal(decision, Decide(Evidence(seenByAws, Rate.Spike, Allowed), mode, Details()).GetType().Name);

    [Fact]
    public void Only_a_trip_because_AWS_saw_the_loop_is_proof()
    {
        Assert.True(Assert.IsType<BreakerDecision.Trip>(Decide(Evidence(true, Rate.Spike, Live), "confirm", Details())).IsProven);
        Assert.False(Assert.IsType<BreakerDecision.Trip>(Decide(Evidence(false, Rate.Spike, Live), "trip", Details())).IsProven);
    }

    [Theory]
    [InlineData(24, "Trip")]
    [InlineData(25, "Contain")]
    public void A_loop_that_was_proven_within_a_day_and_is_back_with_a_spike_opens_at_once(int hoursAgo, string decision) => Assert.Equal(
        decision, Decide(Evidence(false, Rate.Spike, Live), "confirm", Details(), circuit: c => c with { ProvenAt = Support.An.Nine.AddHours(-hoursAgo) }).GetType().Name);

    [Fact]
    public void A_proven_loop_at_its_usual_rate_is_left_alone() => Assert.IsType<BreakerDecision.LeaveAlone>(
        Decide(Evidence(false, Rate.Usual, Live), "confirm", Details(), circuit: c => c with { ProvenAt = Support.An.Nine }));

    [Theory]
    [InlineData(4000, 13, "LeaveAlone")]
    [InlineData(3999, 13, "Contain")] // 6,000/min are more than one and a half times that.
    [InlineData(4000, 15, "Contain")]
    public void Traffic_at_a_level_that_was_shown_to_come_from_outside_is_left_alone_for_14_days(double level, int daysAgo, string decision)
    {
        foreach (var mode in (string[])["confirm", "trip"])
            Assert.Equal(
                mode == "trip" && decision == "Contain" ? "Trip" : decision,
                Decide(
                    Evidence(false, Rate.Spike, Live), mode, Details(),
                    circuit: c => c with { Outside = new OutsideLevel(level, Support.An.Nine.AddDays(-daysAgo)) }).GetType().Name);
    }

    [Fact]
    public void Of_a_proof_and_an_experiment_that_showed_outside_traffic_the_later_one_counts()
    {
        var (earlier, later) = (Support.An.Nine.AddHours(-3), Support.An.Nine.AddHours(-2));
        Assert.IsType<BreakerDecision.LeaveAlone>(Decide(
            Evidence(false, Rate.Spike, Live), "confirm", Details(), circuit: c => c with { ProvenAt = earlier, Outside = new OutsideLevel(6000, later) }));
        Assert.IsType<BreakerDecision.Trip>(Decide(
            Evidence(false, Rate.Spike, Live), "confirm", Details(), circuit: c => c with { ProvenAt = later, Outside = new OutsideLevel(6000, earlier) }));
    }

    [Theory]
    [InlineData(NaturalVerdict.Outside, 4000, true, "Alert")]
    [InlineData(NaturalVerdict.Outside, 4000, false, "LeaveAlone")]
    [InlineData(NaturalVerdict.Outside, 3000, true, "Contain")]
    [InlineData(NaturalVerdict.SelfFed, 4000, true, "Contain")]
    [InlineData(NaturalVerdict.SelfFed, 4000, false, "Contain")]
    public void What_happened_by_itself_can_keep_a_function_from_being_contained_and_never_opens(NaturalVerdict verdict, double level, bool isNamed, string decision) =>
        Assert.Equal(decision, Decide(
            Evidence(false, Rate.Spike, isNamed ? Live : Allowed) with { Natural = new NaturalExperiment(verdict, level, "Arrivals went on.") }, "confirm", Details()).GetType().Name);

    [Theory]
    [InlineData("alert", false, "LeaveAlone")]
    [InlineData("confirm", false, "Contain")]
    [InlineData("confirm", true, "Trip")]
    [InlineData("trip", false, "Contain")]
    [InlineData("trip", true, "Trip")]
    public void A_weak_spike_is_tried_in_every_mode_that_acts_and_told_in_none(string mode, bool seenByAws, string decision) => Assert.Equal(
        decision,
        Decide(
            Evidence(seenByAws, Rate.Spike, Live) with { Spike = new SpikeJudgement.Spike("A spike.", 6000, 4000, Support.An.Nine, 2, SpikeTrend.Pinned) { IsWeak = true } },
            mode, Details()).GetType().Name);

    private static readonly EventSource Work = EventSources.FromMapping(Support.An.QueueArn("work"))!;

    private static readonly Loop Live = new(
        "f", ["f"], [], "f -> queue work -> f", IsLive: true, [new WriteEdge("f", Work, WriteEvidence.RoleAndEnvironment, "QUEUE")]);

    private static readonly Loop Allowed = Live with { Writes = [new WriteEdge("f", Work, WriteEvidence.Role, null)] };

    private static LoopEvidence Evidence(bool seenByAws, Rate rate, Loop? loop) => new("f", seenByAws ? 1234 : 0, Judgement(rate), loop) { Rate = 6000 };

    private static SpikeJudgement Judgement(Rate rate) => rate switch
    {
        Rate.Spike => new SpikeJudgement.Spike("A spike.", 6000, 60, Support.An.Nine, 1, SpikeTrend.Growing),
        Rate.Usual => new SpikeJudgement.NoSpike("As usual."),
        _ => new SpikeJudgement.InsufficientData("Nobody knows.", 6000),
    };

    private static FunctionDetails Details(string? tag = null, bool allowed = false) => new(
        null, tag is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [BreakerModes.Tag] = tag }, allowed);

    private static BreakerDecision Decide(
        LoopEvidence evidence, string mode, FunctionDetails? details, bool own = false, int trips = 0, CircuitState state = CircuitState.Closed,
        Func<Circuit, Circuit>? circuit = null)
    {
        var untouched = Circuit.Untouched("f") with { State = state };
        return BreakerPolicy.Decide(
            evidence, new BreakerSituation(BreakerModes.Parse(mode)!.Value, details, own, trips, circuit?.Invoke(untouched) ?? untouched),
            BreakerPolicyOptions.Default, Support.An.Nine);
    }
}
