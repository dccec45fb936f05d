using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Metrics;

public sealed class ReportedMetricsTests
{
    [Fact]
    public void An_idle_function_has_no_points_and_a_busy_one_has_zero_errors_and_throttles()
    {
        var play = new Play(Yaml.Of("rate: [ { at: 2m, rate: 5/s }, { at: 3m, rate: 0/s } ]", function: "duration: { p50: 100ms }")).Minutes(5);

        foreach (var metric in new[] { "Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions" })
        {
            Assert.Null(play.Lambda(metric, "Sum", 1));
            Assert.NotNull(play.Lambda(metric, "Sum", 2));
            Assert.Null(play.Lambda(metric, "Sum", 4));
        }

        Assert.Equal((0, 0), (play.Lambda("Errors", "Sum", 2), play.Lambda("Throttles", "Sum", 2)));
        Assert.Equal(play.Lambda("Invocations", "Sum", 2), play.Lambda("Errors", "SampleCount", 2));
        Assert.Null(play.Total("UnreservedConcurrentExecutions", "Maximum", 4));
    }

    [Fact]
    public void The_accounts_metrics_are_the_sums_over_its_functions_and_the_maximum_of_the_total()
    {
        var play = new Play("""
            name: sums
            duration: 1h
            functions:
              - { name: a, timeout: 9s, duration: { p50: 1s, p99: 3s }, errorRate: 0.2 }
              - { name: b, timeout: 9s, duration: { p50: 5s }, reservedConcurrency: 4 }
            traffic: [ { to: a, rate: 20/s }, { to: b, rate: 2/s } ]
            """).Minutes(10);

        for (var minute = 0; minute < 10; minute++)
        {
            foreach (var metric in new[] { "Invocations", "Errors", "Throttles" })
                Assert.Equal(play.Lambda(metric, "Sum", minute, "a") + play.Lambda(metric, "Sum", minute, "b"), play.Total(metric, "Sum", minute));
            var (a, b) = (play.Lambda("ConcurrentExecutions", "Maximum", minute, "a"), play.Lambda("ConcurrentExecutions", "Maximum", minute, "b"));
            Assert.InRange(play.Total("ConcurrentExecutions", "Maximum", minute)!.Value, Math.Max(a!.Value, b!.Value), (a + b)!.Value);
            Assert.Equal(a, play.Total("UnreservedConcurrentExecutions", "Maximum", minute));
            Assert.Equal(a + 4, play.Total("ClaimedAccountConcurrency", "Maximum", minute));
        }
    }

    [Fact]
    public void Queue_metrics_add_up()
    {
        var play = new Play(Yaml.Of("rate: 30/s", function: "duration: { p50: 3s }, errorRate: 0.1")).Minutes(10);
        double Sum(string metric) => Enumerable.Range(0, 10).Sum(m => play.Sqs(metric, "Sum", m)!.Value);
        var totals = play.Queue("work").Totals;

        Assert.Equal((totals.Sent, totals.Received, totals.Deleted), (Sum("NumberOfMessagesSent"), Sum("NumberOfMessagesReceived"), Sum("NumberOfMessagesDeleted")));
        Assert.True(totals.Received > totals.Deleted + 500);
        Assert.All(Enumerable.Range(0, 10), m => Assert.Equal(0, play.Sqs("ApproximateNumberOfMessagesDelayed", "Maximum", m)));
    }

    [Fact]
    public void A_queue_reports_zeros_for_six_hours_after_its_last_message_and_then_sleeps()
    {
        var play = new Play("""
            name: sleep
            duration: 12h
            queues: [ { name: work, retention: 1m } ]
            traffic: [ { to: work, rate: [ { at: 1m, rate: 1/s }, { at: 2m, rate: 0/s } ], exact: true } ]
            """).Minutes(400);

        Assert.Null(play.Sqs("NumberOfMessagesSent", "Sum", 0));
        Assert.Equal(60, play.Sqs("NumberOfMessagesSent", "Sum", 1));
        Assert.Equal(0, play.Sqs("ApproximateNumberOfMessagesVisible", "Maximum", 300));
        Assert.Equal(0, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 300));
        Assert.Null(play.Sqs("ApproximateNumberOfMessagesVisible", "Maximum", 370));
    }

    [Fact]
    public void A_mapping_that_polls_in_vain_shows_as_empty_receives_and_keeps_the_queue_awake()
    {
        var play = new Play(Yaml.Of("")).Minutes(400);

        // Five pollers, each with a long poll of 20 s.
        Assert.Equal(15, play.Sqs("NumberOfEmptyReceives", "Sum", 399));
        Assert.Equal(0, play.Sqs("NumberOfMessagesReceived", "Sum", 399));
        Assert.Null(play.Sqs("NumberOfEmptyReceives", "Sum", 399, "work-dlq"));
    }
}
