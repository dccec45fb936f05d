using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class DeterminismTests
{
    private static string Scenario(int seed, string more = "") => $$"""
        name: mixed
        seed: {{seed}}
        duration: 1h
        account: { concurrency: 2000 }
        queues:
          - { name: work, visibilityTimeout: 30s, deadLetter: { queue: work-dlq, maxReceiveCount: 3 } }
          - { name: work-dlq }
          {{(more.Length == 0 ? "" : "- { name: another }")}}
        functions:
          - { name: process, timeout: 5s, duration: { p50: 300ms, p99: 4s }, errorRate: 0.05, writes: [ { to: work, perMessage: 0.3 } ] }
          {{(more.Length == 0 ? "" : "- { name: aaa, duration: { p50: 1s, p99: 2s } }")}}
        mappings:
          - { source: work, function: process, batchSize: 3 }
          {{(more.Length == 0 ? "" : "- { source: another, function: aaa }")}}
        traffic:
          {{(more.Length == 0 ? "" : "- { to: another, rate: 7/s }")}}
          - { to: work, rate: [ { at: 0m, rate: 1/s }, { at: 10m, rate: 200/s } ], ramp: true }
          - { to: process, rate: 2/s }
        changes:
          - { at: 7m, mapping: { source: work, function: process }, maximumConcurrency: 40 }
        """;

    /// <summary>Everything that any metric holds, as text.</summary>
    private static List<string> Everything(Play play, Func<string, bool> wanted) =>
    [
        .. from id in play.Account.Metrics.List()
           where wanted(id.Key)
           from statistic in new[] { "Sum", "Maximum", "Minimum", "SampleCount", "p90" }
           from point in play.Account.Metrics.Read(id, statistic, TimeSpan.FromMinutes(1), play.Start, play.Account.Now, play.Account.Now)
           select $"{id.Key} {statistic} {point.Start:t} {point.Value:R}",
    ];

    [Fact]
    public void The_same_seed_gives_the_same_metrics_and_another_seed_others()
    {
        var (one, two, other) = (new Play(Scenario(1)).Minutes(20), new Play(Scenario(1)).Minutes(20), new Play(Scenario(2)).Minutes(20));

        var all = Everything(one, _ => true);
        Assert.True(all.Count > 1000);
        Assert.Equal(all, Everything(two, _ => true));
        Assert.NotEqual(all, Everything(other, _ => true));
    }

    [Fact]
    public void How_the_clock_is_moved_does_not_matter()
    {
        var (minutes, seconds) = (new Play(Scenario(1)).Minutes(10), new Play(Scenario(1)));
        for (var i = 0; i < 100; i++) seconds.Seconds(6);

        Assert.Equal(Everything(minutes, _ => true), Everything(seconds, _ => true));
    }

    [Fact]
    public void Another_resource_does_not_change_the_numbers_of_those_that_were_there()
    {
        static bool OfProcess(string key) => key.EndsWith("=process", StringComparison.Ordinal) || key.EndsWith("=work", StringComparison.Ordinal);
        var (few, more) = (new Play(Scenario(1)).Minutes(15), new Play(Scenario(1, "more")).Minutes(15));

        Assert.True(Everything(few, OfProcess).Count > 500);
        Assert.Equal(Everything(few, OfProcess), Everything(more, OfProcess));
    }

    [Fact]
    public void Quiet_seconds_allocate_nothing()
    {
        var play = new Play(Yaml.Of("rate: 1/s, exact: true", function: "duration: { p50: 100ms }")).Minutes(5).Seconds(1);
        long Allocated(int seconds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            play.Seconds(seconds);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        Assert.Equal(Allocated(5), Allocated(30));
    }
}
