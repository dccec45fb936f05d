using Watchdog.Benchmarks.Baselines;
using Watchdog.Benchmarks.Scoring;
using Watchdog.Cli.Expectations;
using Watchdog.Cli.Playing;
using Watchdog.Cli.Reports;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Scoring;

public sealed class ScoreTests
{
    private static readonly Scenario Tiny = Scenario.Parse("""
        name: tiny
        duration: 60m
        queues: [ { name: work }, { name: far } ]
        functions: [ { name: process } ]
        mappings: [ { source: work, function: process } ]
        expect: [ { symptom: Backpressure, resource: work, from: 10m, to: 30m, within: 8m, cause: process } ]
        """, "tiny.yaml");

    [Fact]
    public void What_is_told_by_its_name_is_detected_named_and_its_cause_compared()
    {
        var score = Watchdog([Incident("Backpressure", "work", 14, "process", 33)], notifications: 2);
        var hit = Assert.Single(score.Hits);

        Assert.Equal((true, true, true), (hit.Detected, hit.Named, hit.CauseRight));
        Assert.Equal((TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(1)), (hit.Delay, hit.AfterReadable));
        Assert.Equal((0, 2, 2), (score.FalseAlarms.Count, score.Notifications, score.Phases));
    }

    [Fact]
    public void A_wrong_cause_is_wrong()
    {
        Assert.False(Assert.Single(Watchdog([Incident("Backpressure", "work", 14, "another")]).Hits).CauseRight);
        Assert.False(Assert.Single(Watchdog([]).Hits).CauseRight);
    }

    [Fact]
    public void What_is_told_under_another_name_is_detected_and_a_false_alarm_all_the_same()
    {
        var score = Watchdog([Incident("Throttled", "process", 14)]);
        var hit = Assert.Single(score.Hits);

        Assert.Equal((true, false, null), (hit.Detected, hit.Named, hit.Delay));
        Assert.Equal(["tiny: Throttled process at minute 14"], score.FalseAlarms);
    }

    [Fact]
    public void What_is_told_too_early_or_long_after_the_end_is_a_false_alarm()
    {
        Assert.Single(Watchdog([Incident("Backpressure", "work", 9)]).FalseAlarms);
        Assert.Empty(Watchdog([Incident("Backpressure", "work", 38)]).FalseAlarms);
        Assert.Single(Watchdog([Incident("Backpressure", "work", 39)]).FalseAlarms);
    }

    [Fact]
    public void A_recovery_is_no_incident_of_its_own()
    {
        var score = Watchdog([Incident("Recovered", "work", 40)]);
        Assert.Equal((0, 0), (score.FalseAlarms.Count, score.Phases));
    }

    [Fact]
    public void A_products_alarm_counts_on_any_neighbour_while_the_trouble_lasts()
    {
        var score = Product([Alarm("process", 20), Alarm("work", 25), Alarm("far", 26), Alarm("work", 5), Alarm("work", 50)]);
        var hit = Assert.Single(score.Hits);

        Assert.Equal((true, null, null, TimeSpan.FromMinutes(10), 2), (hit.Detected, hit.Named, hit.CauseRight, hit.Delay, hit.Notifications));
        Assert.Equal(["tiny: alarm work at minute 5", "tiny: alarm far at minute 26", "tiny: alarm work at minute 50"], score.FalseAlarms.Order(ByMinute));
    }

    [Fact]
    public void All_checks_hold_where_everything_is_right()
    {
        var checks = Check.Of([Watchdog([Incident("Backpressure", "work", 14, "process")], 1), Product([Alarm("work", 20)])], ["product"]);

        Assert.All(checks, c => Assert.True(c.Holds, $"{c.Claim}: {string.Join("; ", c.Details)}"));
    }

    [Theory]
    [InlineData("missed", 0)]
    [InlineData("wrong cause", 1)]
    [InlineData("late", 2)]
    [InlineData("false alarm", 3)]
    [InlineData("chatty", 4)]
    [InlineData("worse than a product", 5)]
    public void Each_check_fails_for_its_own_reason(string what, int check)
    {
        var good = Incident("Backpressure", "work", 14, "process");
        var score = what switch
        {
            "missed" => Watchdog([]),
            "wrong cause" => Watchdog([good with { Cause = "another" }]),
            "late" => Watchdog([good with { FiredAt = TimeSpan.FromMinutes(19) }]),
            "false alarm" => Watchdog([good, Incident("Throttled", "process", 20)]),
            "chatty" => Watchdog([good], notifications: 2),
            _ => Watchdog([good]),
        };
        var checks = Check.Of([score, Product(what == "worse than a product" ? [Alarm("work", 11)] : [])], ["product"]);

        Assert.False(checks[check].Holds);
        Assert.NotEmpty(checks[check].Details);
        if (what != "missed")
            Assert.Equal(check, Assert.Single(checks.Index(), c => !c.Item.Holds).Index);
    }

    private static readonly Comparer<string> ByMinute = Comparer<string>.Create((a, b) => int.Parse(a.Split(' ')[^1]).CompareTo(int.Parse(b.Split(' ')[^1])));

    private static ObservedIncident Incident(string symptom, string resource, int at, string cause = "", int? resolvedAt = null) =>
        new(symptom, resource, TimeSpan.FromMinutes(at), resolvedAt is { } m ? TimeSpan.FromMinutes(m) : null, "warning", cause);

    private static Activation Alarm(string resource, int at) => new("product", "alarm", resource, TimeSpan.FromMinutes(at));

    private static ScenarioScore Watchdog(IReadOnlyList<ObservedIncident> incidents, int notifications = 0)
    {
        var sent = Enumerable.Range(0, notifications).Select(i => new ReportedNotification(i, "subject", 1)).ToList();
        var report = new Report("tiny", 60, [], [], sent, [], new ReportedUsage(0, []), [], 0);
        return WatchdogScore.Of(new Playthrough(Tiny, report, [], [], []), incidents, GroundTruth.Of(Tiny));
    }

    private static ScenarioScore Product(IReadOnlyList<Activation> activations) => BaselineScore.Of("product", Tiny, activations, GroundTruth.Of(Tiny));
}
