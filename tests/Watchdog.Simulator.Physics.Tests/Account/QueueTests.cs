using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class QueueTests
{
    private const string OneMessage = "rate: [ { at: 0s, rate: 1/s }, { at: 1s, rate: 0/s } ], exact: true";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_message_is_lost_from_the_count(int seed)
    {
        var random = new Random(seed);
        string[] behaviours = ["duration: { p50: 200ms, p99: 3s }, errorRate: 0.3", "duration: { p50: 20s, p99: 90s }", "duration: { p50: 1500ms }, errorRate: 0.9, reservedConcurrency: 3"];
        var play = new Play(Yaml.Of(
            $"rate: {random.Next(1, 300)}/s",
            queue: $"retention: 10m, deadLetter: {{ queue: work-dlq, maxReceiveCount: {random.Next(1, 6)} }}",
            function: behaviours[seed % 3],
            mapping: $"batchSize: {random.Next(1, 30)}, partialBatch: {(random.Next(2) == 0 ? "true" : "false")}",
            rest: """
                changes:
                  - { at: 5m, function: process, writes: [ { to: work, perMessage: 0.7 } ] }
                  - { at: 12m, queue: work, purge: true }
                  - { at: 16m, queue: work, visibilityTimeout: 10s }
                """,
            seed: seed));
        for (var i = 0; i < 30; i++)
        {
            play.Minutes(1);
            var (work, dead) = (play.Queue("work"), play.Queue("work-dlq"));
            Assert.True(work.Visible >= 0 && work.InFlight >= 0);
            Assert.Equal(
                work.Totals.Sent,
                work.Totals.Deleted + work.Totals.Redriven + work.Totals.Expired + work.Totals.Purged + work.Visible + work.InFlight);
            Assert.Equal(work.Totals.Redriven, dead.Totals.RedrivenIn);
            Assert.Equal(dead.Totals.RedrivenIn, dead.Visible + dead.Totals.Expired);
        }

        Assert.True(play.Queue("work").Totals.Sent > 1000);
    }

    [Fact]
    public void A_failed_message_is_received_again_after_the_visibility_timeout()
    {
        var play = new Play(Yaml.Of(OneMessage, function: "duration: { p50: 1s }, errorRate: 1")).Seconds(60);

        Assert.Equal(1, play.Queue("work").Totals.Received);
        play.Seconds(1);
        Assert.Equal(2, play.Queue("work").Totals.Received);
    }

    [Fact]
    public void A_message_moves_to_the_dead_letter_queue_once_it_was_received_maxReceiveCount_times()
    {
        var play = new Play(Yaml.Of(
            OneMessage, queue: "deadLetter: { queue: work-dlq, maxReceiveCount: 3 }", function: "duration: { p50: 1s }, errorRate: 1")).Seconds(180);

        Assert.Equal((3, 0), (play.Queue("work").Totals.Received, play.Queue("work-dlq").Visible));

        play.Seconds(60);
        Assert.Equal((3, 1), (play.Queue("work").Totals.Received, play.Queue("work-dlq").Visible));
        Assert.Equal(0, play.Queue("work").InFlight);
        Assert.Equal(0, play.Sqs("NumberOfMessagesSent", "Sum", 3, "work-dlq"));
        Assert.Equal(1, play.Sqs("ApproximateNumberOfMessagesVisible", "Maximum", 3, "work-dlq"));
    }

    [Fact]
    public void Age_on_a_dead_letter_queue_counts_from_the_move_and_retention_from_the_sending()
    {
        var play = new Play("""
            name: retention
            duration: 1h
            queues:
              - { name: work, visibilityTimeout: 120s, deadLetter: { queue: work-dlq, maxReceiveCount: 1 } }
              - { name: work-dlq, retention: 5m }
            functions: [ { name: process, timeout: 5s, duration: { p50: 1s }, errorRate: 1 } ]
            mappings: [ { source: work, function: process } ]
            traffic: [ { to: work, rate: [ { at: 0s, rate: 1/s }, { at: 1s, rate: 0/s } ], exact: true } ]
            """).Minutes(5);

        Assert.Equal(1, play.Queue("work-dlq").Visible);
        Assert.Equal(179, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 4, "work-dlq"));

        play.Minutes(2);
        Assert.Equal((0, 1), (play.Queue("work-dlq").Visible, play.Queue("work-dlq").Totals.Expired));
    }

    [Fact]
    public void The_age_metric_leaves_out_messages_that_were_received_three_times()
    {
        var play = new Play(Yaml.Of(OneMessage, function: "duration: { p50: 1s }, errorRate: 1")).Minutes(6);

        Assert.Equal(59, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 0));
        Assert.Equal(119, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 1));
        Assert.Equal(0, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 4));
        Assert.Equal(1, play.Sqs("ApproximateNumberOfMessagesNotVisible", "Maximum", 4));
        Assert.Equal(1, play.Queue("work").InFlight);
    }

    [Fact]
    public void A_backlog_without_a_consumer_ages_a_second_each_second_until_its_retention()
    {
        var play = new Play(Yaml.Of("rate: 2/s, exact: true", queue: "retention: 20m", mapping: "enabled: false")).Minutes(30);

        Assert.Equal([59, 119, 179], new[] { 0, 1, 2 }.Select(m => (int)play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", m)!));
        Assert.InRange(play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 29)!.Value, 1199, 1260);

        // Two messages of each second that is older than 20 minutes; expiry is looked for once a minute.
        Assert.InRange(play.Queue("work").Totals.Expired, 1080, 1200);
    }

    [Fact]
    public void An_invocation_that_outlasts_the_visibility_timeout_processes_the_message_in_vain()
    {
        var play = new Play(Yaml.Of(OneMessage, queue: "", function: "duration: { p50: 50s }",
            rest: "changes: [ { at: 0s, queue: work, visibilityTimeout: 20s } ]")).Minutes(5);

        Assert.Equal(0, play.Queue("work").Totals.Deleted);
        Assert.True(play.Function("process").Totals.Invocations > 10);
        Assert.Equal(0, play.Function("process").Totals.Errors);
    }

    [Fact]
    public void Purging_drops_what_waits_and_lets_what_is_worked_on_finish()
    {
        var play = new Play(Yaml.Of("rate: 100/s, exact: true", function: "duration: { p50: 30s }", mapping: "batchSize: 1, maximumConcurrency: 2")).Seconds(40);
        play.Queue("work").Purge();

        Assert.Equal((0, 2), (play.Queue("work").Visible, play.Queue("work").InFlight));
        Assert.Equal(4000 - 4, play.Queue("work").Totals.Purged);
    }

    [Fact]
    public void A_message_sent_from_outside_the_physics_is_worked_on()
    {
        var play = new Play(Yaml.Of("", function: "duration: { p50: 100ms }")).Minutes(1);
        play.Queue("work").Send(3);
        Assert.Equal(3, play.Queue("work").Visible);

        play.Seconds(1);
        Assert.Equal((0, 3), (play.Queue("work").Visible, play.Queue("work").Totals.Deleted));
    }
}
