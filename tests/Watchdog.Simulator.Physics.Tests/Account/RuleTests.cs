using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class RuleTests
{
    private const string Nightly = """
        name: rules
        duration: 1h
        rules: [ { name: nightly } ]
        topics: [ { name: events } ]
        functions: [ { name: process, duration: { p50: 100ms }, writes: [ { to: nightly, perMessage: 0.5 } ] }, { name: source, duration: { p50: 100ms } } ]
        triggers: [ { source: nightly, function: process } ]
        traffic: [ { to: nightly, rate: 10/s, exact: true } ]
        """;

    [Fact]
    public void What_comes_to_a_disabled_rule_is_lost_and_not_delivered_later()
    {
        var play = new Play(Nightly).Minutes(2);
        var rule = play.Account.PushSources["nightly"];
        rule.Enabled = false;
        play.Minutes(3);

        // What was on its way is still processed, and what that writes goes to the disabled rule.
        Assert.Null(play.Lambda("Invocations", "Sum", 3));
        Assert.InRange(rule.Lost, 1800, 1830);
        rule.Enabled = true;
        play.Minutes(2);
        Assert.InRange(play.Lambda("Invocations", "Sum", 6)!.Value, 1050, 1350);
        Assert.InRange(rule.Lost, 1800, 1830);
        Assert.Equal(0, play.Function("process").Totals.Errors);
    }

    [Fact]
    public void Only_a_rule_can_be_disabled()
    {
        var topic = new Play(Nightly).Account.PushSources["events"];
        var refused = Assert.Throws<InvalidOperationException>(() => topic.Enabled = false);
        Assert.Contains("events", refused.Message, StringComparison.Ordinal);
        Assert.True(topic.Enabled);
    }
}
