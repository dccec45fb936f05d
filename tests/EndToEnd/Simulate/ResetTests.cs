using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Simulate;

/// <summary>What becomes of a loop after an operator has given its mapping back.</summary>
public sealed class ResetTests
{
    [Theory]
    [InlineData("loop-mended", 1)]
    [InlineData("loop-not-mended", 2)]
    public async Task A_reset_stands_where_the_loop_is_mended_and_only_there(string scenario, int trips)
    {
        using var folder = new TemporaryFolder();
        var ended = await Tool.CliAsync("simulate", Paths.Scenario(scenario), "--json", folder.File("report.json"));

        Assert.True(ended.ExitCode == 0, ended.Output);
        using var report = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("report.json"), TestContext.Current.CancellationToken));
        Assert.Equal(trips, report.RootElement.GetProperty("actions").EnumerateArray().Count(a => a.GetProperty("action").GetString() == "trip"));
    }
}
