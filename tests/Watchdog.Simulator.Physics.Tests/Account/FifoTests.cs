using Watchdog.Simulator.Account;
using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class FifoTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    private static string Of(string rate, string queue = "", string function = "", string mapping = "", string rest = "", int seed = 1) => $$"""
        name: fifo
        seed: {{seed}}
        duration: 12h
        queues:
          - { name: work, fifo: true, visibilityTimeout: 60s{{queue}} }
          - { name: work-dlq, fifo: true }
        functions: [ { name: process, timeout: 60s{{function}} } ]
        mappings: [ { source: work, function: process{{mapping}} } ]
        traffic: [ { to: work, {{rate}} } ]
        {{rest}}
        """;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_message_is_lost_from_the_count(int seed)
    {
        var random = new Random(seed);
        string[] behaviours = [", duration: { p50: 200ms, p99: 3s }, errorRate: 0.3", ", duration: { p50: 20s, p99: 90s }", ", duration: { p50: 1500ms }, errorRate: 0.9, reservedConcurrency: 3"];
        var play = new Play(Of(
            $"rate: {random.Next(1, 100)}/s, groups: {random.Next(1, 60)}, poison: {(seed % 2 == 0 ? "true" : "false")}",
            queue: $", retention: 10m, delay: {seed % 4}s, deadLetter: {{ queue: work-dlq, maxReceiveCount: {random.Next(1, 6)} }}",
            function: behaviours[seed % 3],
            mapping: $", batchSize: {random.Next(1, 10)}, partialBatch: {(random.Next(2) == 0 ? "true" : "false")}",
            rest: """
                changes:
                  - { at: 5m, function: process, writes: [ { to: work, perMessage: 0.7 } ] }
                  - { at: 12m, queue: work, purge: true }
                  - { at: 16m, queue: work, visibilityTimeout: 10s }
                  - { at: 20m, queue: work-dlq, redrive: true }
                """,
            seed: seed));
        for (var i = 0; i < 30; i++)
        {
            play.Minutes(1);
            foreach (var queue in play.Account.Queues.Values)
            {
                var totals = queue.Totals;
                Assert.True(queue.Visible >= 0 && queue.InFlight >= 0 && queue.Delayed >= 0);
                Assert.Equal(
                    totals.Sent + totals.RedrivenIn,
                    totals.Deleted + totals.Redriven + totals.Expired + totals.Purged + queue.Visible + queue.InFlight + queue.Delayed);
            }
        }

        Assert.True(play.Queue("work").Totals.Sent > 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Concurrency_is_at_most_the_number_of_groups(int groups)
    {
        var play = new Play(Of($"rate: 100/s, groups: {groups}", function: ", duration: { p50: 3s }", mapping: ", batchSize: 1")).Minutes(10);

        Assert.Equal(groups, play.Lambda("ConcurrentExecutions", "Maximum", 9));
        Assert.Equal(groups * 20, play.Lambda("Invocations", "Sum", 9));
        Assert.Equal(0, play.Lambda("Throttles", "Sum", 9));
        Assert.Equal(groups, play.Sqs("ApproximateNumberOfGroupsWithInflightMessages", "Maximum", 9));
    }

    [Fact]
    public void A_group_has_one_short_batch_after_the_other()
    {
        // One group, 100 ms a message, one at a time: ten a second and no more.
        var play = new Play(Of("rate: 30/s, groups: 1", function: ", duration: { p50: 100ms }", mapping: ", batchSize: 1")).Minutes(10);

        Assert.InRange(play.Lambda("Invocations", "Sum", 9)!.Value, 590, 610);
        Assert.Equal(1, play.Lambda("ConcurrentExecutions", "Maximum", 9));
    }

    [Fact]
    public void A_message_that_nobody_can_process_stops_its_group_and_no_other()
    {
        var play = new Play(Of(
            "rate: 10/s, exact: true, groups: 10", function: ", duration: { p50: 100ms }", mapping: ", batchSize: 1",
            rest: "")).Minutes(5);
        Assert.InRange(play.Queue("work").Visible, 0, 20);

        var blocked = new Play(Of(
            "rate: 10/s, exact: true, groups: 10 }, { to: work, groups: 1, poison: true, exact: true, rate: [ { at: 5m, rate: 1/s }, { at: 301s, rate: 0/s } ]",
            function: ", duration: { p50: 100ms }", mapping: ", batchSize: 1")).Minutes(15);

        // A tenth of what came since then waits behind it; it is received once in each visibility timeout.
        Assert.InRange(blocked.Queue("work").Visible, 480, 720);
        Assert.Equal(1, blocked.Queue("work").InFlight);
        Assert.Equal(1, blocked.Lambda("Errors", "Sum", 14));
        Assert.InRange(blocked.Sqs("NumberOfMessagesDeleted", "Sum", 14)!.Value, 500, 580);
    }

    [Fact]
    public void The_age_of_a_blocked_group_goes_on_growing()
    {
        var play = new Play(Of(
            "rate: 5/s, groups: 5 }, { to: work, groups: 1, poison: true, exact: true, rate: [ { at: 0s, rate: 1/s }, { at: 1s, rate: 0/s } ]",
            function: ", duration: { p50: 100ms }")).Minutes(11);

        Assert.Equal([299, 659], new[] { 4, 10 }.Select(m => (int)play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", m)!));
    }

    [Fact]
    public void A_dead_letter_queue_frees_the_group()
    {
        var play = new Play(Of(
            "rate: 10/s, groups: 3 }, { to: work, groups: 1, poison: true, exact: true, rate: [ { at: 60s, rate: 1/s }, { at: 61s, rate: 0/s } ]",
            queue: ", deadLetter: { queue: work-dlq, maxReceiveCount: 3 }", function: ", duration: { p50: 100ms }", mapping: ", batchSize: 1")).Minutes(3);

        Assert.True(play.Queue("work").Visible > 200);
        play.Minutes(4);
        Assert.Equal(1, play.Queue("work-dlq").Visible);
        Assert.InRange(play.Queue("work").Visible, 0, 20);
        Assert.Equal(play.Queue("work").Totals.Sent - 1, play.Queue("work").Totals.Deleted + play.Queue("work").Visible);
    }

    [Fact]
    public void Reporting_failures_keeps_the_order()
    {
        // Nine before the failing message are deleted in each batch at most; what comes after it returns with it.
        var play = new Play(Of(
            "rate: 10/s, groups: 1, exact: true", function: ", duration: { p50: 100ms }, errorRate: 1", mapping: ", partialBatch: true")).Minutes(3);

        Assert.Equal(0, play.Queue("work").Totals.Deleted);
        Assert.Equal(0, play.Lambda("Errors", "Sum", 1));
        Assert.Equal(10, play.Queue("work").InFlight);
    }

    [Fact]
    public void What_a_mapping_works_on_holds_back_its_group_for_other_receivers_too()
    {
        var play = new Play(Of("rate: 2/s, groups: 1, exact: true", function: ", duration: { p50: 30s }", mapping: ", batchSize: 1")).Seconds(10);

        Assert.Empty(play.Queue("work").Receive(10, TimeSpan.FromSeconds(30)));
        play.Mapping().Change(false, null, null);
        play.Minutes(1);
        Assert.Equal(10, play.Queue("work").Receive(10, TimeSpan.FromSeconds(30)).Count);
        Assert.Empty(play.Queue("work").Receive(10, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_mapping_receives_what_was_sent_singly_in_its_groups()
    {
        var play = new Play(Of("rate: 0/s", function: ", duration: { p50: 10s }")).Seconds(1);
        for (var number = 1; number <= 6; number++) play.Queue("work").Send(new Sent { GroupId = $"g{number % 2}", Number = number }, TimeSpan.Zero);
        play.Seconds(1);

        Assert.Equal((2, 6), (play.Function("process").Running, play.Queue("work").InFlight));
        play.Seconds(12);
        Assert.Equal(6, play.Queue("work").Totals.Deleted);
    }

    [Fact]
    public void A_loop_through_a_fifo_queue_is_as_fast_as_its_groups()
    {
        var play = new Play(Of(
            "rate: 1/s", function: ", duration: { p50: 200ms }, writes: [ { to: work, perMessage: 1.5 } ]", mapping: ", batchSize: 10")).Minutes(5);

        // Ten groups, five batches a second, ten messages each.
        Assert.InRange(play.Lambda("Invocations", "Sum", 4)!.Value, 2900, 3010);
        Assert.True(play.Queue("work").Visible > 10_000);
    }

    private sealed class Sent : SimulatedMessage;
}
