using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class PoisonTests
{
    private const string Poison = "poison: true, exact: true, rate: [ { at: 60s, rate: 3/s }, { at: 61s, rate: 0/s } ]";

    private static string Of(string queue = "", string mapping = "", string rest = "", string function = "duration: { p50: 100ms }") =>
        Yaml.Of($"rate: 20/s }}, {{ to: work, {Poison}", queue: queue, function: function, mapping: mapping, rest: rest);

    [Fact]
    public void Poison_goes_to_the_dead_letter_queue_after_maxReceiveCount_and_takes_few_others_along()
    {
        var play = new Play(Of(queue: "deadLetter: { queue: work-dlq, maxReceiveCount: 4 }")).Minutes(10);

        Assert.InRange(play.Queue("work-dlq").Visible, 3, 30);
        Assert.InRange(play.Queue("work").Visible + play.Queue("work").InFlight, 0, 60);
        Assert.InRange(play.Lambda("Errors", "Sum", 1)!.Value, 1, 3);
        Assert.Equal(0, play.Lambda("Errors", "Sum", 9));
    }

    [Fact]
    public void Without_a_dead_letter_queue_it_fails_until_its_retention_and_leaves_the_age()
    {
        var play = new Play(Of(mapping: "batchSize: 1")).Minutes(20);

        for (var minute = 6; minute < 20; minute++)
        {
            Assert.Equal(3, play.Lambda("Errors", "Sum", minute));
            Assert.InRange(play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", minute)!.Value, 0, 5);
            Assert.InRange(play.Sqs("NumberOfMessagesDeleted", "Sum", minute)!.Value, 1000, 1400);
        }

        Assert.InRange(play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 2)!.Value, 100, 120);
    }

    [Fact]
    public void With_partial_batches_only_the_message_returns()
    {
        var play = new Play(Of(mapping: "partialBatch: true")).Minutes(10);

        Assert.Equal(0, Enumerable.Range(1, 9).Sum(m => play.Lambda("Errors", "Sum", m)));
        var totals = play.Queue("work").Totals;
        Assert.Equal(3, play.Queue("work").InFlight);
        Assert.Equal(totals.Sent - 3, totals.Deleted);
        Assert.Equal(3 * 9, totals.Received - totals.Deleted);
    }

    [Fact]
    public void A_change_of_the_function_does_not_help()
    {
        var play = new Play(Of(mapping: "batchSize: 1", rest: "changes: [ { at: 5m, function: process, deploy: true, errorRate: 0 } ]")).Minutes(10);

        Assert.Equal(3, play.Lambda("Errors", "Sum", 9));
    }

    [Fact]
    public void A_busy_queue_keeps_its_throughput()
    {
        var play = new Play(Yaml.Of(
            $"rate: 3000/s }}, {{ to: work, poison: true, rate: 1/s", queue: "deadLetter: { queue: work-dlq, maxReceiveCount: 2 }", function: "duration: { p50: 100ms }",
            account: "concurrency: 1000")).Minutes(10);

        Assert.InRange(play.Sqs("NumberOfMessagesDeleted", "Sum", 9)!.Value, 175_000, 185_000);
        Assert.InRange(play.Lambda("Errors", "Sum", 9)!.Value, 60, 180);
    }

    [Fact]
    public void A_poison_record_stops_its_shard_until_the_mapping_gives_it_up()
    {
        static Play Run(string mapping) => new Play(Yaml.OfStream(
            $"rate: 20/s, exact: true }}, {{ to: clicks, {Poison}", stream: "shards: 2", function: "duration: { p50: 100ms }", mapping: mapping)).Minutes(30);

        var blocked = Run("");
        Assert.True(blocked.Mapping().Records.Waiting > 20 * 60 * 25 / 2);
        Assert.InRange(blocked.Lambda("IteratorAge", "Maximum", 29)!.Value, 27 * 60_000, 30 * 60_000);

        var given = Run("maximumRetries: 2");
        Assert.InRange(given.Mapping().Records.Waiting, 0, 40);
        Assert.InRange(given.Mapping().Records.Discarded, 4, 200);

        var halved = Run("maximumRetries: 2, bisect: true");
        Assert.Equal(3, halved.Mapping().Records.Discarded);
        Assert.InRange(halved.Mapping().Records.Waiting, 0, 40);

        var reported = Run("maximumRetries: 2, partialBatch: true, bisect: true");
        Assert.Equal(3, reported.Mapping().Records.Discarded);
        Assert.Equal(0, reported.Function("process").Totals.Errors);
    }
}
