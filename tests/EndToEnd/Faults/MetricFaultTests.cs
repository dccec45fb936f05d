using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Faults;

/// <summary>CloudWatch at its worst: what is wrong is told all the same, and nothing else.</summary>
public sealed class MetricFaultTests
{
    [Theory]
    [InlineData("metrics-throttled")]
    [InlineData("metrics-partial")]
    public async Task A_stall_is_told_and_nothing_else_while_metrics_can_hardly_be_read_and_each_run_is_the_same_to_the_byte(string scenario)
    {
        using var folder = new TemporaryFolder();
        var first = await Tool.CliAsync("simulate", Paths.Scenario(scenario), "--json", folder.File("first.json"));
        var second = await Tool.CliAsync("simulate", Paths.Scenario(scenario), "--json", folder.File("second.json"));

        Assert.True(first.ExitCode == 0, first.Output + first.Error);
        Assert.Equal(first.Output, second.Output);
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(await File.ReadAllTextAsync(folder.File("first.json"), token), await File.ReadAllTextAsync(folder.File("second.json"), token));
    }
}
