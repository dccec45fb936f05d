using Watchdog.Simulator.Account;
using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

/// <summary>Messages that are sent and received one by one from outside the physics.</summary>
public sealed class SingleMessageTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private static Play Idle(string queue = "") => new Play(Yaml.Of("", queue: queue, mapping: "enabled: false")).Minutes(1);

    private static (long Visible, long InFlight, long Delayed) Counts(SimulatedQueue queue) => (queue.Visible, queue.InFlight, queue.Delayed);

    [Fact]
    public void What_is_received_is_in_flight_until_it_is_deleted()
    {
        var play = Idle();
        var work = play.Queue("work");
        work.Send(5);
        var receipts = work.Receive(2, TenSeconds);
        Assert.Equal((3, 2, 0), Counts(work));

        Assert.True(work.Delete(receipts[0]));
        Assert.False(work.Delete(receipts[0]));
        Assert.Equal((3, 1, 0), Counts(work));
        play.Minutes(1);
        Assert.Equal((4, 0, 0), Counts(work));
        Assert.Equal(2, play.Sqs("NumberOfMessagesReceived", "Sum", 1));
        Assert.Equal(1, play.Sqs("NumberOfMessagesDeleted", "Sum", 1));
        Assert.Equal(0, play.Sqs("NumberOfEmptyReceives", "Sum", 1));
    }

    [Fact]
    public void A_receipt_is_void_once_its_visibility_timeout_has_passed_and_the_message_counts_its_receives()
    {
        var play = Idle();
        var work = play.Queue("work");
        work.Send(new Letter("a"), TimeSpan.Zero);
        var first = Assert.Single(work.Receive(10, TenSeconds));
        play.Seconds(9);
        Assert.Equal((0, 1, 0), Counts(work));
        play.Seconds(1);
        Assert.Equal((1, 0, 0), Counts(work));
        Assert.False(work.Delete(first));

        var second = Assert.Single(work.Receive(10, TenSeconds));
        Assert.Equal((1, 2), (first.ReceiveCount, second.ReceiveCount));
        Assert.Same(first.Message, second.Message);
        Assert.True(work.Delete(second));
        Assert.Equal((0, 0, 0), Counts(work));
    }

    [Fact]
    public void A_timeout_of_zero_leaves_the_message_visible()
    {
        var work = Idle().Queue("work");
        work.Send(1);
        Assert.Single(work.Receive(10, TimeSpan.Zero));
        Assert.Equal((1, 0, 0), Counts(work));
        Assert.Equal(2, Assert.Single(work.Receive(10, TenSeconds)).ReceiveCount);
    }

    [Fact]
    public void An_empty_receive_is_counted()
    {
        var play = Idle();
        Assert.Empty(play.Queue("work").Receive(10, TenSeconds));
        play.Minutes(1);
        Assert.Equal(1, play.Sqs("NumberOfEmptyReceives", "Sum", 1));
        Assert.Equal(0, play.Sqs("NumberOfMessagesReceived", "Sum", 1));
    }

    [Fact]
    public void A_delayed_message_can_be_received_once_it_is_due_and_ages_from_then()
    {
        var play = Idle();
        var work = play.Queue("work");
        work.Send(3, TenSeconds);
        Assert.Equal((0, 0, 3), Counts(work));
        Assert.Empty(work.Receive(10, TenSeconds));
        play.Seconds(10);
        Assert.Equal((3, 0, 0), Counts(work));
        play.Seconds(50);
        Assert.Equal(3, play.Sqs("NumberOfMessagesSent", "Sum", 1));
        Assert.Equal(3, play.Sqs("ApproximateNumberOfMessagesDelayed", "Maximum", 1));
        Assert.Equal(60, play.Sqs("ApproximateNumberOfMessagesDelayed", "SampleCount", 1));
        Assert.Equal(49, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 1));
    }

    [Fact]
    public void A_message_keeps_its_content_on_the_dead_letter_queue()
    {
        var play = Idle("deadLetter: { queue: work-dlq, maxReceiveCount: 2 }");
        var (work, dead) = (play.Queue("work"), play.Queue("work-dlq"));
        var letter = new Letter("poison");
        work.Send(letter, TimeSpan.Zero);
        for (var i = 0; i < 2; i++)
        {
            Assert.Single(work.Receive(1, TenSeconds));
            play.Seconds(10);
        }

        Assert.Empty(work.Receive(1, TenSeconds));
        Assert.Equal(((0L, 0L, 0L), (1L, 0L, 0L)), (Counts(work), Counts(dead)));
        Assert.Same(letter, Assert.Single(dead.Receive(1, TenSeconds)).Message);
    }

    [Fact]
    public void A_scenarios_own_message_keeps_the_content_it_was_given()
    {
        var play = new Play(Yaml.Of("rate: 1/s, exact: true", mapping: "enabled: false")).Seconds(3);
        var work = play.Queue("work");
        Letter Name(DateTimeOffset sent) => new($"sent at {(sent - play.Start).TotalSeconds} s");
        var first = Assert.Single(work.Receive(1, TenSeconds, Name));
        Assert.Equal("sent at 0 s", ((Letter)first.Message!).Text);
        play.Seconds(10);

        // The oldest comes first, also after it came back.
        Assert.Same(first.Message, work.Receive(10, TenSeconds, Name)[0].Message);
    }

    [Fact]
    public void What_a_mapping_processes_is_the_oldest_and_takes_its_content_along()
    {
        var play = new Play(Yaml.Of("", function: "duration: { p50: 100ms }, reservedConcurrency: 1", mapping: "batchSize: 1, enabled: false")).Seconds(1);
        var work = play.Queue("work");
        for (var i = 0; i < 40; i++)
        {
            work.Send(new Letter($"{i}"), TimeSpan.Zero);
            play.Seconds(1);
        }

        play.Mapping().Change(true, null, null);
        while (work.Totals.Deleted < 5) play.Seconds(1);
        var left = work.Receive(100, TenSeconds).Select(r => int.Parse(((Letter)r.Message!).Text, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.NotEmpty(left);
        Assert.Equal(Enumerable.Range(40 - left.Count, left.Count), left);
    }

    [Fact]
    public void Purging_drops_delayed_and_received_messages_too()
    {
        var work = Idle().Queue("work");
        work.Send(3);
        work.Send(2, TenSeconds);
        var receipt = work.Receive(1, TenSeconds)[0];
        work.Purge();
        Assert.Equal((0, 0, 0), Counts(work));
        Assert.Equal(5, work.Totals.Purged);
        Assert.False(work.Delete(receipt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_message_is_lost_from_the_count_when_outsiders_and_mappings_share_a_queue(int seed)
    {
        var random = new Random(seed);
        var play = new Play(Yaml.Of(
            $"rate: {random.Next(1, 8)}/s",
            queue: $"retention: 10m, deadLetter: {{ queue: work-dlq, maxReceiveCount: {seed} }}",
            function: "duration: { p50: 2s, p99: 20s }, errorRate: 0.5, reservedConcurrency: 4",
            mapping: "batchSize: 3, partialBatch: true",
            rest: "changes: [ { at: 12m, queue: work, purge: true } ]",
            seed: seed)).Seconds(1);
        var (work, dead) = (play.Queue("work"), play.Queue("work-dlq"));
        var (deleted, received) = (0, 0);
        for (var i = 0; i < 300; i++)
        {
            play.Seconds(random.Next(1, 8));
            work.Send(new Letter($"{i}"), TimeSpan.FromSeconds(random.Next(0, 20)));
            received += work.Receive(random.Next(1, 10), TimeSpan.FromSeconds(random.Next(0, 60)), _ => new Letter("own")).Count;
            foreach (var receipt in work.Receipts.ToList())
                if (random.Next(10) == 0 && work.Delete(receipt)) deleted++;
            var totals = work.Totals;
            Assert.Equal(
                totals.Sent,
                totals.Deleted + totals.Redriven + totals.Expired + totals.Purged + work.Visible + work.InFlight + work.Delayed);
            Assert.Equal(totals.Redriven, dead.Visible + dead.Totals.Expired);
            Assert.True(work.InFlight >= work.Receipts.Count);
        }

        // Each way out of the queue was taken, and by both kinds of consumers.
        Assert.InRange(deleted, 20, received);
        Assert.InRange(work.Totals.Deleted, deleted + 20, long.MaxValue);
        Assert.InRange(work.Totals.Redriven, 20, long.MaxValue);
        Assert.InRange(work.Totals.Purged, 1, long.MaxValue);
    }

    [Fact]
    public void Wrong_counts_and_times_change_nothing()
    {
        var work = Idle().Queue("work");
        work.Send(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => work.Send(-1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => work.Send(1, TimeSpan.FromSeconds(901)));
        Assert.Throws<ArgumentOutOfRangeException>(() => work.Receive(-1, TenSeconds));
        Assert.Throws<ArgumentOutOfRangeException>(() => work.Receive(1, -TenSeconds));
        Assert.Equal((1, 0, 0), Counts(work));
        Assert.Equal(0, work.Totals.EmptyReceives);
    }

    private sealed class Letter(string text) : SimulatedMessage
    {
        public string Text => text;
    }
}
