using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Staging;

internal static class ScenarioChanges
{
    /// <summary>The changes of a scenario that bring writes of a function in, or take them out.</summary>
    public static IEnumerable<WritesChange> Writes(Scenario scenario) =>
        from change in scenario.Changes.OfType<ScenarioChange.OfFunction>()
        let writes = change.Writes
        where writes is not null
        select new WritesChange(change.Function, change.At, writes.Count > 0);
}
