using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class VersionTests
{
    private const string Published = "versions: { published: [ 1, 2 ], aliases: { live: { version: 2, weights: { 1: 0.25 } } } }";

    private static Play Direct(string traffic, string function = Published, string rest = "", string account = "") => new($$"""
        name: versions
        duration: 2h
        account: { {{account}} }
        functions: [ { name: process, timeout: 30s, duration: { p50: 1s }, {{function}} }, { name: other, timeout: 30s, duration: { p50: 1s } } ]
        traffic: [ {{traffic}} ]
        {{rest}}
        """);

    [Fact]
    public void Calls_are_counted_by_what_was_called()
    {
        var play = Direct("{ to: process, rate: 4/s, exact: true }, { to: process, rate: 8/s, exact: true, qualifier: live }, { to: process, rate: 2/s, exact: true, qualifier: 1 }").Minutes(3);

        Assert.Equal(840, play.Lambda("Invocations", "Sum", 2));
        Assert.Equal((240, 480, 120), (Called(play, "process"), Called(play, "process:live"), Called(play, "process:1")));
    }

    [Fact]
    public void Calls_of_an_alias_are_counted_by_the_version_that_ran()
    {
        var play = Direct("{ to: process, rate: 8/s, exact: true, qualifier: live }").Minutes(3);

        Assert.Equal((120, 360), (Executed(play, "process:live", "1"), Executed(play, "process:live", "2")));
    }

    [Fact]
    public void An_alias_that_is_moved_runs_the_other_version()
    {
        var play = Direct(
            "{ to: process, rate: 8/s, exact: true, qualifier: live }",
            rest: "changes: [ { at: 2m, function: process, versions: { published: [ 1, 2, 3 ], aliases: { live: { version: 3 } } } } ]").Minutes(5);

        Assert.Equal((null, 480), (Executed(play, "process:live", "2", 4), Executed(play, "process:live", "3", 4)));
        Assert.Equal([1, 2, 3], play.Function("process").Versions.Select(v => v.Number));
        Assert.Equal(play.Start.AddMinutes(2), play.Function("process").Versions[2].PublishedAt);
    }

    [Fact]
    public void A_function_of_which_nothing_is_published_has_no_such_metrics()
    {
        var play = Direct("{ to: other, rate: 4/s }").Minutes(3);

        Assert.DoesNotContain(play.Account.Metrics.List(), m => m.Dimensions.Any(d => d is { Name: "FunctionName", Value: "other" }) && m.Dimensions.Count > 1);
    }

    [Fact]
    public void Mappings_and_triggers_call_what_they_name()
    {
        var play = new Play($$"""
            name: qualified
            duration: 1h
            queues: [ { name: work, visibilityTimeout: 60s } ]
            topics: [ { name: events } ]
            functions: [ { name: process, duration: { p50: 100ms }, {{Published}} } ]
            mappings: [ { source: work, function: process, batchSize: 1, qualifier: 1 } ]
            triggers: [ { source: events, function: process, qualifier: live } ]
            traffic: [ { to: work, rate: 3/s, exact: true }, { to: events, rate: 5/s, exact: true } ]
            """).Minutes(3);

        Assert.Equal((180, 300, null), (Called(play, "process:1"), Called(play, "process:live"), Called(play, "process")));
        Assert.Equal("1", play.Mapping().Qualifier);
        Assert.Equal("live", Assert.Single(play.Account.Triggers).Qualifier);
    }

    [Fact]
    public void What_is_kept_ready_is_used_first_and_the_rest_spills_over()
    {
        var half = Direct("{ to: process, rate: 5/s, exact: true, qualifier: live }", $$"""{{Ready(10)}}""").Minutes(3);
        Assert.InRange(Metric(half, "ProvisionedConcurrencyUtilization", "Maximum", "process:live")!.Value, 0.45, 0.7);
        Assert.Null(Metric(half, "ProvisionedConcurrencySpilloverInvocations", "Sum", "process:live"));
        Assert.Equal(300, Metric(half, "ProvisionedConcurrencyInvocations", "Sum", "process:live"));

        var over = Direct("{ to: process, rate: 40/s, exact: true, qualifier: live }", Ready(10)).Minutes(3);
        Assert.Equal(1, Metric(over, "ProvisionedConcurrencyUtilization", "Maximum", "process:live"));
        Assert.Equal(10, Metric(over, "ProvisionedConcurrentExecutions", "Maximum", "process:live"));
        Assert.InRange(Metric(over, "ProvisionedConcurrencySpilloverInvocations", "Sum", "process:live")!.Value, 0.7 * 2400, 0.8 * 2400);
    }

    [Fact]
    public void What_is_kept_ready_for_one_function_is_taken_from_the_pool_of_the_others()
    {
        var free = Direct("{ to: other, rate: 80/s, exact: true }", account: "concurrency: 100").Minutes(3);
        Assert.Equal(0, free.Lambda("Throttles", "Sum", 2, "other"));

        var taken = Direct("{ to: other, rate: 80/s, exact: true }", Ready(60), account: "concurrency: 100").Minutes(3);
        Assert.True(taken.Lambda("Throttles", "Sum", 2, "other") > 1000);
        Assert.Equal(40, taken.Lambda("ConcurrentExecutions", "Maximum", 2, "other"));
        Assert.Equal(100, taken.Total("ClaimedAccountConcurrency", "Maximum", 2));
    }

    private static string Ready(int executions) => $$"""versions: { published: [ 1 ], aliases: { live: { version: 1 } }, provisioned: { live: {{executions}} } }""";

    private static double? Called(Play play, string resource, int minute = 2) => Metric(play, "Invocations", "Sum", resource, minute);

    private static double? Executed(Play play, string resource, string version, int minute = 2) => Read(
        play, "Invocations", "Sum", minute,
        new MetricDimension("ExecutedVersion", version), new MetricDimension("FunctionName", "process"), new MetricDimension("Resource", resource));

    private static double? Metric(Play play, string metric, string statistic, string resource, int minute = 2) =>
        Read(play, metric, statistic, minute, new MetricDimension("FunctionName", "process"), new MetricDimension("Resource", resource));

    private static double? Read(Play play, string metric, string statistic, int minute, params MetricDimension[] dimensions)
    {
        var from = play.Start.AddMinutes(minute);
        return play.Account.Metrics.Read(new MetricId("AWS/Lambda", metric, "", dimensions), statistic, TimeSpan.FromMinutes(1), from, from.AddMinutes(1), DateTimeOffset.MaxValue)
            is [var only] ? only.Value : null;
    }
}
