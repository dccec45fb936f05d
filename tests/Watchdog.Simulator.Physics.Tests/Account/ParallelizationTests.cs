using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class ParallelizationTests
{
    private static string Slow(int parallelization, string rest = "") => Yaml.OfStream(
        "rate: 20/s, exact: true", stream: "shards: 2", function: "duration: { p50: 5s }",
        mapping: $"batchSize: 10, parallelization: {parallelization}", rest: rest);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(3, 2)]
    public void A_stream_is_read_by_as_many_as_the_change_says_once_what_runs_has_ended(int before, int after)
    {
        var play = new Play(Slow(before)).Minutes(5);
        Assert.Equal(2 * before, play.Lambda("ConcurrentExecutions", "Maximum", 4));
        play.Mapping().Change(null, null, null, parallelization: after);

        Assert.Equal(("Updating", before), (play.Mapping().State, play.Mapping().Parallelization));
        play.Seconds(60);
        Assert.Equal(("Enabled", after), (play.Mapping().State, play.Mapping().Parallelization));
        play.Minutes(2);
        Assert.Equal(2 * after, play.Lambda("ConcurrentExecutions", "Maximum", 7));
    }

    [Fact]
    public void No_record_is_lost_or_processed_twice_by_changes()
    {
        var play = new Play(Slow(2)).Minutes(3);
        foreach (var parallelization in new[] { 5, 1, 10, 3 })
        {
            play.Mapping().Change(null, null, null, parallelization);
            // The next change begins while this one's shards are still being divided, or just after.
            while (play.Mapping().IsChanging) play.Seconds(1);
            play.Seconds(2);
            Assert.Equal(play.Stream().Written, play.Mapping().Records.Processed + play.Mapping().Records.Waiting);
        }

        play.Mapping().Change(null, null, batchSize: 1000);
        play.Minutes(10);
        var records = play.Mapping().Records;
        Assert.Equal((0, 0), (records.Discarded, records.Expired));
        Assert.Equal(play.Stream().Written, records.Processed + records.Waiting);
        Assert.InRange(records.Waiting, 0, 300);
        Assert.Equal(0, play.Function("process").Totals.Errors);
    }

    [Fact]
    public void A_larger_batch_reads_more_by_fewer_invocations()
    {
        var play = new Play(Slow(1)).Minutes(5);
        var (processed, invocations) = (play.Mapping().Records.Processed, play.Function("process").Totals.Invocations);
        Assert.InRange((double)processed / invocations, 9, 10);
        play.Mapping().Change(null, null, batchSize: 100);
        play.Minutes(5);

        Assert.InRange((play.Mapping().Records.Processed - processed) / (play.Function("process").Totals.Invocations - invocations), 40, 100);
    }

    [Fact]
    public void What_was_written_to_a_poisoned_shard_stays_poisoned_when_it_is_divided()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 20/s, exact: true, poison: true", function: "duration: { p50: 100ms }", mapping: "enabled: false, maximumRetries: 0")).Minutes(1);
        play.Mapping().Change(null, null, null, parallelization: 4);
        play.Minutes(1);
        play.Mapping().Change(true, null, null);
        play.Minutes(2);

        Assert.Equal(0, play.Mapping().Records.Processed);
        Assert.True(play.Mapping().Records.Discarded > 2400);
    }
}
