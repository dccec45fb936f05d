using Watchdog.Benchmarks.Baselines;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Baselines;

public sealed class BaselineRunTests
{
    private const string Tiny = """
        name: tiny
        duration: 30m
        cloudwatch: { delay: 1m, jitter: 0s }
        queues: [ { name: work, visibilityTimeout: 60s } ]
        functions: [ { name: process, timeout: 10s, duration: { p50: 100ms } }, { name: idle } ]
        mappings: [ { source: work, function: process, batchSize: 1 } ]
        traffic: [ { to: work, rate: 2/s, exact: true } ]
        changes: [ { at: 10m, function: process, errorRate: 1 }, { at: 15m, function: process, errorRate: 0 } ]
        """;

    [Fact]
    public void An_alarm_enters_ALARM_once_its_points_are_published_and_again_only_after_it_has_left()
    {
        // Minute 10 is published at 12; three of three are minutes 10, 11 and 12.
        Assert.Equal([12.0], Minutes(Alarm(of: "1/1")));
        Assert.Equal([14.0], Minutes(Alarm(of: "3/3")));
        Assert.Equal([13.0], Minutes(Alarm(of: "2/3")));
        Assert.Empty(Minutes(Alarm(of: "15/15")));
    }

    [Fact]
    public void The_alarm_is_of_the_resource_whose_metric_breaches_and_of_no_other() =>
        Assert.Equal(("product", "Errors", "process"), Run(Alarm(of: "1/1")).Select(a => (a.Product, a.Alarm, a.Resource)).Single());

    [Fact]
    public void A_share_is_of_the_whole_in_percent()
    {
        AlarmRule Share(double threshold) => new()
        {
            Alarm = "rate", Resource = "function", Share = ["Errors"], Whole = ["Invocations"], Operator = ">", Threshold = threshold, Of = "1/1", Missing = "notBreaching",
        };

        Assert.Equal([12.0], Minutes(Share(99)));
        Assert.Empty(Minutes(Share(100)));
    }

    [Fact]
    public void A_threshold_from_history_is_that_of_the_healthy_lead_in()
    {
        AlarmRule Historic(double times) => new()
        {
            Alarm = "visible", Resource = "queue", Metric = "ApproximateNumberOfMessagesNotVisible Maximum", Operator = ">", Times = times, Basis = "historic", Of = "1/1", Missing = "missing",
        };

        Assert.Single(Run(Historic(10)));
        Assert.Empty(Run(Historic(1000)));
    }

    [Fact]
    public void A_threshold_that_nobody_could_derive_makes_no_alarm()
    {
        var rule = new AlarmRule
        {
            Alarm = "duration", Resource = "function", Metric = "Duration p90", Operator = ">", Times = 0, Basis = "historic", Of = "1/1", Missing = "missing",
        };

        // The idle function has no history; the other one's is exceeded from its first point on.
        Assert.All(Run(rule), a => Assert.Equal("process", a.Resource));
        Assert.NotEmpty(Run(rule));
    }

    [Fact]
    public void Every_published_alarm_can_be_evaluated()
    {
        var account = Scenario.Parse(Tiny, "tiny.yaml").Build();
        var start = account.Now;
        account.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(6, Baseline.All.Count);
        Assert.All(Baseline.All, b => BaselineRun.Run(b, account, start, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1)));
    }

    private static AlarmRule Alarm(string of) => new()
    {
        Alarm = "Errors", Resource = "function", Metric = "Errors Sum", Operator = ">", Threshold = 0, Of = of, Missing = "notBreaching",
    };

    private static double[] Minutes(AlarmRule rule) => [.. Run(rule).Select(a => a.At.TotalMinutes)];

    private static IReadOnlyList<Activation> Run(AlarmRule rule)
    {
        var account = Scenario.Parse(Tiny, "tiny.yaml").Build();
        var start = account.Now;
        account.Advance(TimeSpan.FromMinutes(30));
        return BaselineRun.Run(new Baseline { Product = "product", Alarms = [rule] }, account, start, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
    }
}
