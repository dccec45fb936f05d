using Watchdog.Benchmarks.Scoring;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Scoring;

public sealed class GroundTruthTests
{
    [Theory]
    [InlineData("Backpressure", "work", "15m", 20)]
    [InlineData("Throttled", "process", "15m", 22)]
    [InlineData("ErrorStall", "work", "15m", 22)]
    [InlineData("RecursiveLoop", "process", "15m", 22)]
    // Not before the first minute is over and published: 1 + 2 + 1 minutes.
    [InlineData("Throttled", "process", "4m", 14)]
    public void Evidence_is_readable_the_detectors_time_before_the_last_moment(string symptom, string resource, string within, int readable) =>
        Assert.Equal(TimeSpan.FromMinutes(readable), Truth($"symptom: {symptom}, resource: {resource}, from: 10m, within: {within}").ReadableAt);

    [Fact]
    public void Related_are_the_neighbours()
    {
        Assert.Equal(["account", "process", "work"], Truth("symptom: Backpressure, resource: work, from: 10m").Related.Order(StringComparer.Ordinal));
        Assert.Equal(["account", "process", "work"], Truth("symptom: Throttled, resource: process, from: 10m").Related.Order(StringComparer.Ordinal));
        Assert.Equal(["account", "work", "work-dlq"], Truth("symptom: DeadLetters, resource: work-dlq, from: 10m").Related.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_lasts_until_its_end_and_is_excused_for_as_long_after_it_as_it_may_take_to_be_told()
    {
        var truth = Truth("symptom: Backpressure, resource: work, from: 10m, to: 30m, within: 8m");

        Assert.Equal([false, true, true, false], new[] { 9, 10, 30, 31 }.Select(m => truth.Lasts(TimeSpan.FromMinutes(m))));
        Assert.Equal([false, true, true, false], new[] { 9, 10, 38, 39 }.Select(m => truth.Excuses(TimeSpan.FromMinutes(m))));
    }

    [Fact]
    public void A_recovery_is_no_trouble() => Assert.Empty(Truths("symptom: Recovered, resource: work, from: 10m"));

    private static GroundTruth Truth(string expectation) => Assert.Single(Truths(expectation));

    private static IReadOnlyList<GroundTruth> Truths(string expectation) => GroundTruth.Of(Scenario.Parse($$"""
        name: tiny
        duration: 60m
        cloudwatch: { delay: 2m, jitter: 1m }
        queues: [ { name: work, deadLetter: { queue: work-dlq, maxReceiveCount: 5 } }, { name: work-dlq }, { name: far } ]
        functions: [ { name: process }, { name: far-away } ]
        mappings: [ { source: work, function: process }, { source: far, function: far-away } ]
        expect: [ { {{expectation}} } ]
        """, "tiny.yaml"));
}
