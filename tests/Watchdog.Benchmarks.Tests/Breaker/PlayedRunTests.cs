using Watchdog.Benchmarks.Breaker;
using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Benchmarks.Breaker.Playing;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Breaker;

/// <summary>That the loops run away, and that the organic traffic is as unusual as it is meant to be.</summary>
public sealed class PlayedRunTests
{
    [Theory]
    [InlineData("loop-queue-idle-1s-gain-2")]
    [InlineData("loop-topic-idle-1s-gain-2")]
    public async Task A_stack_whose_breaker_is_off_changes_nothing_so_that_the_account_alone_is_enough(string name)
    {
        var loop = LoopCatalog.All.Single(l => l.Name == name);
        var run = await LoopRun.PlayAsync(loop, "off", 1, TestContext.Current.CancellationToken);

        Assert.Null(run.Reaction.Contained);
        Assert.Equal(run.Unprotected, run.Spent);
    }

    [Theory]
    [InlineData(nameof(LoopFamily.Queue))]
    [InlineData(nameof(LoopFamily.Table))]
    [InlineData(nameof(LoopFamily.Kinesis))]
    [InlineData(nameof(LoopFamily.Bucket))]
    [InlineData(nameof(LoopFamily.Topic))]
    [InlineData(nameof(LoopFamily.TwoFunctions))]
    [InlineData(nameof(LoopFamily.DeadLetter))]
    public void Even_the_loops_of_least_gain_spend_far_more_than_the_usual_when_nothing_stops_them(string family)
    {
        foreach (var loop in LoopCatalog.All.Where(l => l.Family == Enum.Parse<LoopFamily>(family) && l.Gain == 1))
        {
            var (before, after) = (0L, 0L);
            PlayedRun.Unwatched(Scenario.Parse(loop.Yaml(Protection.Nothing, "off", 1), loop.Name), (minute, account) =>
            {
                var all = loop.Functions.Sum(f => account.Functions[f].Totals.Invocations);
                if (minute == (int)(Loop.Onset - Loop.Watched).TotalMinutes)
                    before -= all;
                if (minute == (int)Loop.Onset.TotalMinutes)
                    (before, after) = (before + all, -all);
                if (minute == (int)(Loop.Onset + Loop.Watched).TotalMinutes)
                    after += all;
            });
            Assert.True(after > 5 * before, $"{loop.Name}: {before} in the quarter of an hour before, {after} in that after");
        }
    }

    [Fact]
    public void Pinned_traffic_gets_three_quarters_of_what_it_needs_and_a_backlog_grows()
    {
        foreach (var run in OrganicCatalog.Quiet(1).Where(r => r is { Family: OrganicFamily.Pinned, Number: < 3 }))
        {
            var (invocations, waiting) = (new List<long>(), new Waiting(run.Source));
            PlayedRun.Unwatched(Scenario.Parse(run.Yaml("off"), run.Name), (minute, account) =>
            {
                waiting.Look(minute, account);
                invocations.Add(account.Functions[OrganicTraffic.Function].Totals.Invocations);
            });
            var share = (invocations[Profile.Usual + 60] - invocations[Profile.Usual + 10]) / (50 * Profile.PinnedMultiple * run.PerMinute);
            Assert.InRange(share, 0.5, 0.9);
            Assert.True(waiting.Minutes[Profile.Usual + 60] > waiting.Minutes[Profile.Usual + 10] + (20 * run.PerMinute), run.Name);
        }
    }

    [Fact]
    public void After_an_outage_comes_what_has_waited()
    {
        foreach (var run in OrganicCatalog.Quiet(1).Where(r => r is { Family: OrganicFamily.Outage, Number: < 2 }))
        {
            var invocations = new List<long>();
            PlayedRun.Unwatched(Scenario.Parse(run.Yaml("off"), run.Name), (_, account) => invocations.Add(account.Functions[OrganicTraffic.Function].Totals.Invocations));

            Assert.True(invocations[Profile.AfterOutage] - invocations[Profile.Usual + 1] < run.PerMinute, run.Name);
            Assert.True(invocations[Profile.AfterOutage + 15] - invocations[Profile.AfterOutage] > 20 * run.PerMinute, run.Name);
        }
    }
}
