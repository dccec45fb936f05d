using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class DependencyTests
{
    private static Play Calling(string changes, string function = "", string rate = "20/s") => new($$"""
        name: calls
        duration: 2h
        functions:
          - { name: process, timeout: 10s, duration: { p50: 100ms }, calls: [ payments ]{{(function.Length == 0 ? "" : $", {function}")}} }
          - { name: other, timeout: 10s, duration: { p50: 100ms } }
        traffic: [ { to: process, rate: {{rate}}, exact: true }, { to: other, rate: 20/s, exact: true } ]
        changes: [ {{changes}} ]
        """);

    [Fact]
    public void Whoever_calls_a_slow_dependency_waits_and_nobody_else()
    {
        var play = Calling("{ at: 2m, dependency: payments, latency: 3s }").Minutes(5);

        Assert.Equal((100, 3100), (play.Lambda("Duration", "Average", 1), play.Lambda("Duration", "Average", 4)!.Value));
        Assert.Equal(100, play.Lambda("Duration", "Average", 4, "other"));
        Assert.Equal(0, play.Lambda("Errors", "Sum", 4));
        Assert.InRange(play.Lambda("ConcurrentExecutions", "Maximum", 4)!.Value, 58, 66);
    }

    [Fact]
    public void A_wait_beyond_the_timeout_is_an_error_of_exactly_the_timeout()
    {
        var play = Calling("{ at: 2m, dependency: payments, latency: 20s }").Minutes(5);

        Assert.Equal((10_000, 10_000), (play.Lambda("Duration", "Minimum", 3), play.Lambda("Duration", "Maximum", 3)));
        Assert.Equal(1200, play.Lambda("Errors", "Sum", 3));
    }

    [Fact]
    public void Errors_of_what_is_called_add_to_the_functions_own()
    {
        var play = Calling("{ at: 0m, dependency: payments, errorRate: 0.5 }", "errorRate: 0.2", "100/s").Minutes(5);

        // 1 - 0.8 x 0.5
        Assert.InRange(play.Lambda("Errors", "Sum", 4)! .Value, 0.57 * 6000, 0.63 * 6000);
    }

    [Fact]
    public void It_is_over_when_the_dependency_is_back()
    {
        var play = Calling("{ at: 1m, dependency: payments, latency: 3s, errorRate: 1 }, { at: 3m, dependency: payments, latency: 0s, errorRate: 0 }").Minutes(6);

        Assert.Equal((1200, 0), (play.Lambda("Errors", "Sum", 2), play.Lambda("Errors", "Sum", 5)));
        Assert.Equal(100, play.Lambda("Duration", "Maximum", 5));
    }

    [Fact]
    public void Calls_are_published_with_their_failures_and_latency()
    {
        var play = Calling("{ at: 2m, dependency: payments, latency: 3s, errorRate: 0.5 }").Minutes(5);

        Assert.Equal((1200, 0, 20), (Read(play, "Calls", "Sum", 1), Read(play, "Failures", "Sum", 1), Read(play, "Latency", "Average", 1)));
        Assert.Equal(1200, Read(play, "Calls", "Sum", 4));
        Assert.InRange(Read(play, "Failures", "Sum", 4)!.Value, 520, 680);
        Assert.Equal(3020, Read(play, "Latency", "Average", 4));
    }

    [Fact]
    public void A_call_that_the_timeout_cuts_off_is_published_with_the_time_until_then()
    {
        var play = Calling("{ at: 0m, dependency: payments, latency: 20s }").Minutes(3);

        Assert.Equal(10_000, Read(play, "Latency", "Maximum", 2));
    }

    [Fact]
    public void A_function_that_does_not_publish_is_felt_and_not_seen()
    {
        var play = Calling("{ at: 0m, dependency: payments, latency: 3s }", "dependencyMetrics: false").Minutes(3);

        Assert.Equal(3100, play.Lambda("Duration", "Average", 2));
        Assert.DoesNotContain(play.Account.Metrics.List(), m => m.Namespace == "Dependencies");
    }

    private static double? Read(Play play, string metric, string statistic, int minute)
    {
        var id = new MetricId("Dependencies", metric, "", new MetricDimension("Dependency", "payments"), new MetricDimension("FunctionName", "process"));
        var from = play.Start.AddMinutes(minute);
        return play.Account.Metrics.Read(id, statistic, TimeSpan.FromMinutes(1), from, from.AddMinutes(1), DateTimeOffset.MaxValue) is [var only] ? only.Value : null;
    }
}
