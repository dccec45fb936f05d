using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class LoopDetectionTests
{
    private static Play Loop(string function, string rate = "rate: 2/s, exact: true", int minutes = 15) => new Play(Yaml.Of(
        rate, queue: "deadLetter: { queue: work-dlq, maxReceiveCount: 5 }", function: $"duration: {{ p50: 200ms }}, {function}", mapping: "batchSize: 1",
        rest: "changes: [ { at: 2m, function: process, writes: [ { to: work, perMessage: 1 } ] } ]")).Minutes(minutes);

    [Fact]
    public void A_loop_of_gain_one_settles_at_sixteen_turns_for_each_message_from_outside()
    {
        var play = Loop("awsLoopDetection: true");

        // 120 a minute come, turn sixteen times and are dropped at what would be the seventeenth.
        for (var minute = 8; minute < 15; minute++)
        {
            Assert.InRange(play.Lambda("Invocations", "Sum", minute)!.Value, 0.8 * 16 * 120, 1.2 * 16 * 120);
            Assert.InRange(play.Lambda("RecursiveInvocationsDropped", "Sum", minute)!.Value, 0.6 * 120, 1.4 * 120);
        }

        Assert.Equal(play.Queue("work-dlq").Totals.RedrivenIn, Enumerable.Range(0, 15).Sum(m => play.Lambda("RecursiveInvocationsDropped", "Sum", m) ?? 0));
    }

    [Theory]
    [InlineData("awsLoopDetection: true, recursion: Allow")]
    [InlineData("awsLoopDetection: false")]
    public void Where_the_loop_is_allowed_or_not_seen_nothing_is_dropped(string function)
    {
        var play = Loop(function, minutes: 8);

        Assert.All(Enumerable.Range(0, 8), m => Assert.Null(play.Lambda("RecursiveInvocationsDropped", "Sum", m)));
        Assert.True(play.Lambda("Invocations", "Sum", 7) > 1.5 * play.Lambda("Invocations", "Sum", 4));
    }

    [Fact]
    public void What_is_written_elsewhere_does_not_turn()
    {
        var play = new Play(Yaml.Of(
            "rate: 20/s, exact: true", function: "duration: { p50: 200ms }, awsLoopDetection: true, writes: [ { to: work-dlq, perMessage: 3 } ]",
            mapping: "batchSize: 1")).Minutes(30);

        Assert.All(Enumerable.Range(0, 30), m => Assert.Null(play.Lambda("RecursiveInvocationsDropped", "Sum", m)));
        Assert.Equal(1200, play.Lambda("Invocations", "Sum", 29));
    }

    [Fact]
    public void What_is_written_elsewhere_as_well_does_not_shorten_the_chain()
    {
        var play = new Play(Yaml.Of(
            "rate: 2/s, exact: true", function: "duration: { p50: 200ms }, awsLoopDetection: true, writes: [ { to: work-dlq, perMessage: 5 }, { to: work, perMessage: 1 } ]",
            mapping: "batchSize: 1")).Minutes(15);

        Assert.InRange(play.Lambda("Invocations", "Sum", 14)!.Value, 0.8 * 16 * 120, 1.2 * 16 * 120);
    }

    [Fact]
    public void A_chain_through_two_functions_is_seen_as_well()
    {
        var play = new Play("""
            name: circle
            duration: 1h
            queues: [ { name: there, visibilityTimeout: 60s }, { name: back, visibilityTimeout: 60s } ]
            functions:
              - { name: process, duration: { p50: 200ms }, awsLoopDetection: true, writes: [ { to: back, perMessage: 1 } ] }
              - { name: answer, duration: { p50: 200ms }, writes: [ { to: there, perMessage: 1 } ] }
            mappings: [ { source: there, function: process, batchSize: 1 }, { source: back, function: answer, batchSize: 1 } ]
            traffic: [ { to: there, rate: 2/s, exact: true } ]
            """).Minutes(20);

        Assert.InRange(play.Lambda("Invocations", "Sum", 19)!.Value, 0.8 * 16 * 120, 1.2 * 16 * 120);
        Assert.True(play.Lambda("RecursiveInvocationsDropped", "Sum", 19) > 60);
    }

    [Fact]
    public void A_loop_through_a_bucket_is_dropped_to_the_failure_destination()
    {
        var play = new Play(Push.Of(
            "rate: 2/s", "duration: { p50: 200ms }, awsLoopDetection: true, onFailure: failures, writes: [ { to: uploads, perMessage: 1 } ]")).Minutes(15);

        Assert.InRange(play.Lambda("Invocations", "Sum", 14)!.Value, 0.8 * 16 * 120, 1.2 * 16 * 120);
        Assert.Equal(play.Queue("failures").Totals.Sent, Enumerable.Range(0, 15).Sum(m => play.Lambda("RecursiveInvocationsDropped", "Sum", m) ?? 0));
    }
}
