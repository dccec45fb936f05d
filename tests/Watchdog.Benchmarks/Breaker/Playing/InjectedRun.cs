using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Breaker.Playing;

/// <summary>What became of a loop that began amid organic traffic.</summary>
internal sealed record InjectedRun(OrganicTraffic Run, Reaction Reaction)
{
    public static async Task<InjectedRun> PlayAsync(Organic.OrganicTraffic run, string mode, CancellationToken cancellationToken)
    {
        var played = await PlayedRun.WithWatchdogAsync(Scenario.Parse(run.Yaml(mode), run.Name), (_, _) => { }, cancellationToken);
        return new InjectedRun(run, Reaction.Of(played.Actions, [OrganicTraffic.Function], run.Onset));
    }
}
