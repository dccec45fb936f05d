using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Benchmarks.Breaker.Playing;

namespace Watchdog.Benchmarks.Tests.Breaker;

/// <summary>A few runs of the benchmark, so that no change makes the breaker worse unnoticed.</summary>
public sealed class BreakerGuardTests
{
    [Theory]
    [InlineData("trip", "loop-queue-idle-100ms-gain-1")]
    [InlineData("trip", "loop-queue-busy-1s-gain-2")]
    [InlineData("trip", "loop-two-functions-idle-1s-gain-2")]
    [InlineData("trip", "loop-dead-letter-busy-1s-gain-10")]
    [InlineData("trip", "loop-table-idle-100ms-gain-1.2")]
    [InlineData("trip", "loop-kinesis-idle-1s-gain-2-role-only")]
    [InlineData("confirm", "loop-table-idle-1s-gain-2-role-only")]
    [InlineData("confirm", "loop-bucket-idle-1s-gain-2")]
    [InlineData("confirm", "loop-topic-busy-1s-gain-10")]
    public async Task A_loop_is_contained_and_open_in_time(string mode, string name)
    {
        var loop = LoopCatalog.All.Single(l => l.Name == name);
        var run = await LoopRun.PlayAsync(loop, mode, 1, TestContext.Current.CancellationToken);

        Assert.True(run.Reaction.Contained <= loop.Family.Limit().Contained, $"contained after {run.Reaction.Contained}");
        Assert.True(run.Reaction.Opened <= loop.Family.Limit().Open, $"open after {run.Reaction.Opened}");
        Assert.Empty(run.Reaction.False);
        Assert.True(run.Spent < run.Unprotected / 2, $"{run.Spent} invocations, {run.Unprotected} without the breaker");
    }

    [Theory]
    [InlineData("organic-step-300x-queue-0")]
    [InlineData("organic-ramp-queue-1")]
    [InlineData("organic-pinned-queue-2")]
    [InlineData("organic-bursts-kinesis-1")]
    [InlineData("organic-outage-table-0")]
    [InlineData("organic-batch-queue-0")]
    public async Task Organic_traffic_opens_no_circuit(string name)
    {
        var traffic = OrganicCatalog.Quiet(1).Single(r => r.Name == name);
        var run = await OrganicRun.PlayAsync(traffic, "confirm", TestContext.Current.CancellationToken);

        Assert.Empty(run.Opened);
        Assert.True(run.MostAtOneLevel <= 1, $"contained {run.MostAtOneLevel} times at one level");
    }

    [Theory]
    [InlineData("trip", "injected-outage-queue-0")]
    public async Task A_loop_amid_organic_traffic_is_open_in_time(string mode, string name)
    {
        var traffic = OrganicCatalog.Injected(1).Single(r => r.Name == name);
        var run = await InjectedRun.PlayAsync(traffic, mode, TestContext.Current.CancellationToken);

        Assert.True(run.Reaction.Opened <= traffic.Limit.Open, $"open after {run.Reaction.Opened}");
        Assert.Empty(run.Reaction.False);
    }
}
