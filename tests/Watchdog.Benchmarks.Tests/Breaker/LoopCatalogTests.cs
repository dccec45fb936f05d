using Watchdog.Benchmarks.Breaker;
using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Breaker;

public sealed class LoopCatalogTests
{
    [Fact]
    public void Every_family_has_every_gain_and_turn_in_both_accounts_and_one_loop_that_only_the_role_tells_of()
    {
        Assert.Equal(7 * 24, LoopCatalog.All.Where(l => l.IsNamed).Select(l => (l.Family, l.Busy, l.Turn, l.Gain)).Distinct().Count());
        Assert.Equal(7, LoopCatalog.All.Where(l => !l.IsNamed).Select(l => l.Family).Distinct().Count());
        Assert.Equal(LoopCatalog.All.Count, LoopCatalog.All.Select(l => l.Name).Distinct().Count());
    }

    [Fact]
    public void Every_loop_is_a_scenario_whose_functions_begin_to_write_at_the_onset()
    {
        foreach (var loop in LoopCatalog.All)
        {
            var scenario = Parse(loop, Protection.Watchdog);
            var began = scenario.Changes.OfType<ScenarioChange.OfFunction>().Where(c => c.Writes is { Count: > 0 }).ToArray();

            Assert.NotEmpty(began);
            Assert.All(began, change => Assert.Equal(Loop.Onset, change.At));
            Assert.Contains(began, change => change.Writes!.Any(w => w.PerMessage == loop.Gain));
            Assert.All(began, change => Assert.Contains(change.Function, loop.Functions));
            Assert.Equal(Loop.Onset + Loop.Watched, scenario.Duration);
        }
    }

    [Fact]
    public void The_role_names_what_is_written_to_and_so_does_the_environment_unless_only_the_role_does()
    {
        foreach (var loop in LoopCatalog.All)
        {
            var scenario = Parse(loop, Protection.Watchdog);
            foreach (var change in scenario.Changes.OfType<ScenarioChange.OfFunction>().Where(c => c.Writes is not null))
            {
                var function = scenario.Functions.Single(f => f.Name == change.Function);
                Assert.All(change.Writes!, write => Assert.Contains(write.To, function.MayWrite));
                Assert.Equal(loop.IsNamed, change.Writes!.All(write => function.Environment.Values.Contains(write.To)));
            }
        }
    }

    [Theory]
    [InlineData(nameof(Protection.Watchdog), "confirm", false)]
    [InlineData(nameof(Protection.Nothing), "off", false)]
    [InlineData(nameof(Protection.Aws), "off", true)]
    public void One_protection_at_a_time(string protection, string breaker, bool seenByAws)
    {
        foreach (var loop in LoopCatalog.All)
        {
            var scenario = Parse(loop, Enum.Parse<Protection>(protection));
            Assert.Equal(breaker, scenario.Watchdog.Breaker);
            Assert.All(loop.Functions, name => Assert.Equal(seenByAws, scenario.Functions.Single(f => f.Name == name).LoopDetection));
        }
    }

    [Fact]
    public void A_busy_account_has_other_functions_with_plenty_of_traffic()
    {
        foreach (var busy in LoopCatalog.All.Where(l => l.Busy))
        {
            var scenario = Parse(busy, Protection.Watchdog);
            var others = scenario.Functions.Where(f => !busy.Functions.Contains(f.Name));
            Assert.True(others.Count() >= 3);
            Assert.True(scenario.Traffic.Sum(t => t.Rates[0].PerSecond) >= 50);
        }
    }

    private static Scenario Parse(Loop loop, Protection protection) => Scenario.Parse(loop.Yaml(protection, "confirm", 1), loop.Name);
}
