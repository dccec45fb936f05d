using Watchdog.Cli.Expectations;
using Watchdog.Cli.Tests.Support;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Tests.Expectations;

public sealed class ExpectationCheckTests
{
    [Theory]
    [InlineData(2.0, true)]
    [InlineData(4.0, true)]
    [InlineData(6.0, true)]
    [InlineData(6.1, false)]
    [InlineData(1.9, false)]
    public void An_incident_has_to_fire_between_from_and_from_plus_within(double firedAt, bool met)
    {
        var verdict = Check(A.Expect("Throttled", "process-work", from: 2, within: 4), [A.Observed("Throttled", "process-work", firedAt)]);
        Assert.Equal(met, verdict.Met);
        Assert.Equal(met ? A.Minutes(firedAt - 2) : null, verdict.Delay);
    }

    [Fact]
    public void An_early_false_alarm_does_not_hide_the_incident_that_is_in_time()
    {
        var verdict = Check(
            A.Expect("Throttled", "process-work", from: 10, within: 4),
            [A.Observed("Throttled", "process-work", 3, resolvedAt: 5), A.Observed("Throttled", "process-work", 12)]);
        Assert.True(verdict.Met);
        Assert.Equal(A.Minutes(2), verdict.Delay);
    }

    [Fact]
    public void Without_within_an_incident_may_fire_at_any_time_from_the_start_on()
    {
        Assert.True(Check(A.Expect("Throttled", "f", from: 2), [A.Observed("Throttled", "f", 500)]).Met);
        Assert.False(Check(A.Expect("Throttled", "f", from: 2), [A.Observed("Throttled", "f", 1)]).Met);
    }

    [Fact]
    public void Without_within_the_end_of_the_trouble_is_the_limit()
    {
        Assert.True(Check(A.Expect("Throttled", "f", from: 2, to: 9), [A.Observed("Throttled", "f", 9)]).Met);
        Assert.False(Check(A.Expect("Throttled", "f", from: 2, to: 9), [A.Observed("Throttled", "f", 10)]).Met);
    }

    [Theory]
    [InlineData("Backpressure", "work")]
    [InlineData("Throttled", "other")]
    public void Another_symptom_or_resource_does_not_meet_it(string symptom, string resource)
    {
        var verdict = Check(A.Expect("Throttled", "work", from: 2, within: 4), [A.Observed(symptom, resource, 3)]);
        Assert.False(verdict.Met);
        Assert.Equal("never fired", verdict.Because);
    }

    [Fact]
    public void Resources_are_compared_by_bare_name()
    {
        Assert.True(Check(A.Expect("Backpressure", "queue/work", from: 2, within: 4), [A.Observed("Backpressure", "work", 3)]).Met);
    }

    [Theory]
    [InlineData("process-work", true)]
    [InlineData("function/process-work", true)]
    [InlineData("account-concurrency", false)]
    [InlineData("", false)]
    public void A_cause_that_is_expected_has_to_be_named(string cause, bool met)
    {
        var verdict = Check(
            A.Expect("Backpressure", "work", from: 2, within: 4, cause: "process-work"), [A.Observed("Backpressure", "work", 3, cause)]);
        Assert.Equal(met, verdict.Met);
        if (!met)
            Assert.Contains("cause", verdict.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12.0, true)]
    [InlineData(15.0, true)]
    [InlineData(15.1, false)]
    [InlineData(11.9, false)]
    public void An_act_has_to_happen_in_its_time(double at, bool met)
    {
        var verdict = Check(new Expectation.Action("trip", "relay", A.Minutes(12), A.Minutes(3)), [], [A.Act("trip", "relay", at)]);
        Assert.Equal(met, verdict.Met);
    }

    [Fact]
    public void An_act_on_another_function_or_another_act_does_not_meet_it()
    {
        var expected = new Expectation.Action("trip", "relay", A.Minutes(12), null);
        Assert.False(Check(expected, [], [A.Act("trip", "other", 13), A.Act("contain", "relay", 13)]).Met);
        Assert.True(Check(expected, [], [A.Act("trip", "relay", 400)]).Met);
    }

    [Fact]
    public void Never_is_about_incidents_and_about_acts()
    {
        Assert.True(Check(new Expectation.Never("trip"), [A.Observed("Throttled", "f", 1)], [A.Act("contain", "f", 1)]).Met);
        Assert.False(Check(new Expectation.Never("trip"), [], [A.Act("trip", "f", 1)]).Met);
        Assert.False(Check(new Expectation.Never("Throttled"), [A.Observed("Throttled", "f", 1)]).Met);
    }

    [Fact]
    public void Only_expected_is_met_by_what_other_expectations_name()
    {
        Assert.True(OnlyExpected([A.Expect("Throttled", "f", from: 2, within: 4)], [A.Observed("Throttled", "f", 3)]).Met);
    }

    [Fact]
    public void Only_expected_names_each_false_alarm()
    {
        var verdict = OnlyExpected(
            [A.Expect("Throttled", "f", from: 2, within: 4)], [A.Observed("Throttled", "g", 3), A.Observed("Backpressure", "q", 2)]);
        Assert.False(verdict.Met);
        Assert.Equal("false alarms: Backpressure q at minute 2, Throttled g at minute 3", verdict.Because);
    }

    [Fact]
    public void A_late_incident_or_one_with_another_cause_is_unmet_but_no_false_alarm()
    {
        Assert.True(OnlyExpected([A.Expect("Throttled", "f", from: 2, within: 4)], [A.Observed("Throttled", "f", 30)]).Met);
        Assert.True(OnlyExpected([A.Expect("Throttled", "f", from: 2, within: 4, cause: "x")], [A.Observed("Throttled", "f", 3, "y")]).Met);
    }

    [Theory]
    [InlineData(1.9, false)]
    [InlineData(2.0, true)]
    [InlineData(24.0, true)]
    [InlineData(24.1, false)]
    public void An_incident_before_the_trouble_or_long_after_its_end_is_a_false_alarm(double firedAt, bool met)
    {
        Assert.Equal(met, OnlyExpected([A.Expect("Throttled", "f", from: 2, within: 4, to: 20)], [A.Observed("Throttled", "f", firedAt)]).Met);
    }

    [Fact]
    public void That_something_has_recovered_is_never_a_false_alarm()
    {
        Assert.True(OnlyExpected([], [A.Observed("Recovered", "q", 3)]).Met);
    }

    [Fact]
    public void There_is_one_verdict_for_each_expectation_in_their_order()
    {
        Expectation[] expectations = [new Expectation.OnlyExpected(), new Expectation.Never("trip"), A.Expect("Throttled", "f", 1)];
        var verdicts = ExpectationCheck.Check(expectations, new Observed([], []));
        Assert.Equal(expectations, verdicts.Select(v => v.Expectation));
        Assert.Equal([true, true, false], verdicts.Select(v => v.Met));
    }

    private static Verdict Check(Expectation expectation, ObservedIncident[] incidents, params ObservedAction[] actions) =>
        Assert.Single(ExpectationCheck.Check([expectation], new Observed(incidents, actions)));

    private static Verdict OnlyExpected(Expectation[] named, ObservedIncident[] incidents) =>
        ExpectationCheck.Check([.. named, new Expectation.OnlyExpected()], new Observed(incidents, []))[^1];
}
