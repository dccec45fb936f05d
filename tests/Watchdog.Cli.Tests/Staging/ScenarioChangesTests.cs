using Watchdog.Cli.Commands;
using Watchdog.Cli.Staging;
using Watchdog.Cli.Tests.Support;

namespace Watchdog.Cli.Tests.Staging;

public sealed class ScenarioChangesTests
{
    [Fact]
    public void The_built_in_loop_begins_and_ends_with_the_changes_of_its_writes()
    {
        Assert.Equal(
            [new WritesChange("enrich-order", A.Minutes(12), true), new WritesChange("enrich-order", A.Minutes(30), false)],
            ScenarioChanges.Writes(ScenarioCatalog.Load("queue-loop")));
    }

    [Fact]
    public void A_scenario_without_writes_has_no_loop()
    {
        Assert.Empty(ScenarioChanges.Writes(ScenarioCatalog.Load("processing-errors")));
    }
}
