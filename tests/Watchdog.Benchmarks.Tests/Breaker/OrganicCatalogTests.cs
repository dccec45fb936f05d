using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Breaker;

public sealed class OrganicCatalogTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void There_are_two_hundred_runs_and_more_with_more_seeds_all_different(int times)
    {
        var runs = OrganicCatalog.Quiet(times);

        Assert.True(runs.Count >= 200 * times);
        Assert.Equal(runs.Count, runs.Select(r => r.Seed).Distinct().Count());
        Assert.Equal(runs.Count, runs.Select(r => r.Name).Distinct().Count());
        foreach (var family in Enum.GetValues<OrganicFamily>())
            Assert.Equal(4, runs.Where(r => r.Family == family).Select(r => r.Source).Distinct().Count());
    }

    [Fact]
    public void The_role_may_write_to_the_source_and_nothing_ever_does()
    {
        foreach (var run in OrganicCatalog.Quiet(1))
        {
            var scenario = Scenario.Parse(run.Yaml("confirm"), run.Name);
            var function = scenario.Functions.Single(f => f.Name == OrganicTraffic.Function);

            Assert.Equal([OrganicTraffic.SourceName], function.MayWrite);
            Assert.Equal(run.IsNamed, function.Environment.Values.Contains(OrganicTraffic.SourceName));
            Assert.All(scenario.Functions, f => Assert.Empty(f.Behaviour.Writes));
            Assert.DoesNotContain(scenario.Changes.OfType<ScenarioChange.OfFunction>(), c => c.Writes is not null);
        }
    }

    [Fact]
    public void Each_family_has_usual_traffic_for_more_than_an_hour_first()
    {
        foreach (var run in OrganicCatalog.Quiet(1))
        {
            var scenario = Scenario.Parse(run.Yaml("confirm"), run.Name);
            var traffic = scenario.Traffic.Single(t => t.To == OrganicTraffic.SourceName);
            var unusual = traffic.Rates.Where(r => Math.Abs(r.PerSecond - (run.PerMinute / 60)) > 0.001).Select(r => r.At)
                .Concat(scenario.Changes.Select(c => c.At));

            Assert.True(unusual.Min() > TimeSpan.FromMinutes(65), run.Name);
        }
    }

    [Fact]
    public void A_loop_is_injected_into_every_family_while_its_traffic_is_unusual()
    {
        var runs = OrganicCatalog.Injected(1);

        Assert.Equal(Enum.GetValues<OrganicFamily>(), runs.Select(r => r.Family).Distinct().Order());
        foreach (var run in runs)
        {
            var scenario = Scenario.Parse(run.Yaml("confirm"), run.Name);
            var began = Assert.Single(scenario.Changes.OfType<ScenarioChange.OfFunction>(), c => c.Writes is not null);
            Assert.Equal(run.Onset, began.At);
            Assert.Equal(2, began.Writes!.Single().PerMessage);
            Assert.True(run.Onset > TimeSpan.FromMinutes(Profile.Usual), run.Name);
            Assert.Equal(run.Onset + TimeSpan.FromMinutes(15), scenario.Duration);
        }
    }

    [Fact]
    public void Steps_stay_or_end()
    {
        Assert.Equal(30, Profile.Of(OrganicFamily.Step30, stays: true).Steps[^1].Multiple);
        Assert.Equal(1, Profile.Of(OrganicFamily.Step30, stays: false).Steps[^1].Multiple);
    }
}
