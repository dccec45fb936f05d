using Watchdog.Benchmarks.InProcess;
using Watchdog.Cli.Expectations;
using Watchdog.Cli.Playing;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Scenarios;

/// <summary>Every file of tests/Scenarios, played once: all that it expects, and nothing else.</summary>
public class SuiteTests
{
    public static TheoryData<string> Names => [.. Suite.Files.Select(Suite.NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Meets_its_expectations(string name)
    {
        var scenario = Suite.Load(Suite.Files.Single(file => Suite.NameOf(file) == name));
        await using var account = new InProcessAccount(scenario);
        var played = await Player.PlayAsync(account, scenario, _ => { }, TestContext.Current.CancellationToken);
        Assert.Empty(played.Verdicts.Where(v => !v.Met).Select(v => $"{ExpectationText.Of(v.Expectation)}: {v.Because}"));
    }

    [Fact]
    public void There_are_three_or_more_scenarios_of_every_symptom_and_fifteen_quiet_ones()
    {
        var scenarios = Suite.Files.Select(file => (Name: Suite.NameOf(file), Scenario: Suite.Load(file))).ToArray();
        Assert.True(scenarios.Length >= 45);
        Assert.True(scenarios.Count(s => s.Name.StartsWith("Quiet/", StringComparison.Ordinal)) >= 15);
        foreach (var symptom in Enum.GetNames<Core.Detection.Symptom>())
            Assert.True(
                scenarios.Count(s => s.Scenario.Expectations.OfType<Expectation.Incident>().Any(e => e.Symptom == symptom)) >= 3, symptom);
    }
}
