using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Staging;

internal static class ScenarioChanges
{
    /// <summary>The changes of a scenario that bring writes of a function in, or take them out.</summary>
    public static IEnumerable<WritesChange> Writes(Scenario scenario) => throw new NotImplementedException();
}
