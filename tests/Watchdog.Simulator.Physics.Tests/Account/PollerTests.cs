using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class PollerTests
{
    [Fact]
    public void A_mapping_starts_with_five_concurrent_invocations()
    {
        var play = new Play(Yaml.Of("rate: 1000/s", function: "duration: { p50: 30s }", mapping: "batchSize: 1")).Seconds(1);

        Assert.Equal(5, play.Function("process").Running);
    }

    [Fact]
    public void Concurrency_grows_from_five_by_the_accounts_rate_while_messages_wait()
    {
        var play = new Play(Yaml.Of("rate: 1000/s", function: "duration: { p50: 30s }", mapping: "batchSize: 1", account: "scaleUpPerMinute: 60")).Minutes(3);

        Assert.Equal([64, 124, 184], new[] { 0, 1, 2 }.Select(m => (int)play.Lambda("ConcurrentExecutions", "Maximum", m)!));
    }

    [Fact]
    public void Growth_by_default_is_three_hundred_a_minute_up_to_1250()
    {
        var play = new Play(Yaml.Of("rate: 1000/s", function: "duration: { p50: 30s }", mapping: "batchSize: 1", account: "concurrency: 10000")).Minutes(6);

        Assert.Equal(300, play.Lambda("ConcurrentExecutions", "Maximum", 0)!.Value);
        Assert.Equal(1250, play.Lambda("ConcurrentExecutions", "Maximum", 5));
        Assert.Equal(0, play.Lambda("Throttles", "Sum", 5));
    }

    [Fact]
    public void A_mappings_maximum_concurrency_holds_without_throttles()
    {
        var play = new Play(Yaml.Of("rate: 100/s", function: "duration: { p50: 2s }", mapping: "batchSize: 1, maximumConcurrency: 12")).Minutes(5);

        Assert.Equal(12, play.Lambda("ConcurrentExecutions", "Maximum", 4));
        Assert.Equal(0, play.Lambda("Throttles", "Sum", 4));
        Assert.Equal(360, play.Lambda("Invocations", "Sum", 4));
    }

    [Fact]
    public void A_shortage_of_concurrency_shows_as_a_plateau_of_throttles_without_errors()
    {
        var play = new Play(Yaml.SlowProcessor()).Minutes(30);

        for (var minute = 4; minute < 30; minute++)
        {
            Assert.Equal(100, play.Lambda("ConcurrentExecutions", "Maximum", minute));
            Assert.Equal(200, play.Lambda("Invocations", "Sum", minute));
            Assert.InRange(play.Lambda("Throttles", "Sum", minute)!.Value, 100, 250);
            Assert.Equal(0, play.Lambda("Errors", "Sum", minute));
        }

        // 10 arrive and 100/30 leave each second; those that were refused wait for their visibility timeout.
        var growth = play.Sqs("ApproximateNumberOfMessagesVisible", "Maximum", 29) - play.Sqs("ApproximateNumberOfMessagesVisible", "Maximum", 9);
        Assert.InRange(growth!.Value / 20, 360, 440);
    }

    [Fact]
    public void Messages_that_were_refused_come_back_after_the_visibility_timeout_with_a_receive_counted()
    {
        var play = new Play(Yaml.Of(
            "rate: [ { at: 0s, rate: 5/s }, { at: 1s, rate: 0/s } ], exact: true",
            function: "duration: { p50: 1s }, reservedConcurrency: 0",
            mapping: "batchSize: 10")).Seconds(1);

        Assert.Equal((0, 5), (play.Queue("work").Visible, play.Queue("work").InFlight));
        Assert.Equal((5, 0), (play.Queue("work").Totals.Received, play.Function("process").Totals.Invocations));
        Assert.Equal(1, play.Function("process").Totals.Throttles);

        play.Seconds(59);
        Assert.Equal(5, play.Queue("work").InFlight);
        play.Seconds(2);
        Assert.Equal(10, play.Queue("work").Totals.Received);
    }

    [Fact]
    public void Throttles_alone_can_push_good_messages_into_the_dead_letter_queue()
    {
        var play = new Play(Yaml.Of(
            "rate: 1/s", queue: "deadLetter: { queue: work-dlq, maxReceiveCount: 2 }", function: "reservedConcurrency: 0")).Minutes(10);

        Assert.True(play.Queue("work-dlq").Visible > 100);
        Assert.Null(play.Lambda("Invocations", "Sum", 5));
        Assert.True(play.Lambda("Throttles", "Sum", 5) > 0);
        Assert.Null(play.Lambda("Errors", "Sum", 5));
    }

    [Fact]
    public void Errors_make_the_pollers_back_off_and_end_the_throttling_and_success_brings_them_back()
    {
        var play = new Play(Yaml.SlowProcessor(
            "changes: [ { at: 10m, function: process, errorRate: 1 }, { at: 20m, function: process, errorRate: 0 } ]")).Minutes(40);

        Assert.Equal(100, play.Lambda("ConcurrentExecutions", "Maximum", 9));
        for (var minute = 14; minute < 20; minute++)
        {
            Assert.Equal(5, play.Lambda("ConcurrentExecutions", "Maximum", minute));
            Assert.Equal(play.Lambda("Invocations", "Sum", minute), play.Lambda("Errors", "Sum", minute));
            Assert.Equal(0, play.Lambda("Throttles", "Sum", minute));
            Assert.Equal(0, play.Sqs("NumberOfMessagesDeleted", "Sum", minute));
        }

        Assert.Equal(0, play.Lambda("Errors", "Sum", 21));
        Assert.True(play.Lambda("ConcurrentExecutions", "Maximum", 21) < 20, "it does not jump back");
        Assert.Equal(100, play.Lambda("ConcurrentExecutions", "Maximum", 26));
    }

    [Fact]
    public void Partial_batch_failures_are_no_errors_and_do_not_slow_the_pollers()
    {
        var play = new Play(Yaml.Of("rate: 50/s", function: "duration: { p50: 2s }, errorRate: 0.5", mapping: "batchSize: 2, partialBatch: true")).Minutes(10);

        Assert.Equal(0, play.Lambda("Errors", "Sum", 8));
        Assert.True(play.Lambda("ConcurrentExecutions", "Maximum", 8) > 60);
        Assert.InRange(play.Sqs("NumberOfMessagesReceived", "Sum", 8)!.Value / play.Sqs("NumberOfMessagesDeleted", "Sum", 8)!.Value, 1.9, 2.1);
    }

    [Fact]
    public void Two_functions_share_an_exhausted_pool_fairly()
    {
        var play = new Play("""
            name: two
            duration: 1h
            account: { concurrency: 100 }
            queues: [ { name: a, visibilityTimeout: 60s }, { name: z, visibilityTimeout: 60s } ]
            functions: [ { name: first, timeout: 60s, duration: { p50: 5s } }, { name: last, timeout: 60s, duration: { p50: 5s } } ]
            mappings: [ { source: a, function: first, batchSize: 1 }, { source: z, function: last, batchSize: 1 } ]
            traffic: [ { to: a, rate: 100/s }, { to: z, rate: 100/s } ]
            """).Minutes(30);

        var (first, last) = (play.Function("first").Totals.Invocations, play.Function("last").Totals.Invocations);
        Assert.InRange((double)first / last, 0.6, 1.7);
        Assert.Equal(100, play.Total("ConcurrentExecutions", "Maximum", 29));
        Assert.InRange(play.Total("Invocations", "Sum", 29)!.Value, 1150, 1210);
    }
}
