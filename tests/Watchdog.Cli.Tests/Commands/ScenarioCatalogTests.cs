using Watchdog.Cli.Commands;

namespace Watchdog.Cli.Tests.Commands;

public sealed class ScenarioCatalogTests
{
    public static TheoryData<string> Names => [.. ScenarioCatalog.BuiltIn];

    [Fact]
    public void Every_built_in_file_is_in_the_list()
    {
        var files = typeof(ScenarioCatalog).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".yaml", StringComparison.Ordinal));
        Assert.Equal(ScenarioCatalog.BuiltIn.Select(n => $"{n}.yaml").Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_scenario_is_valid_and_bears_its_files_name(string name)
    {
        var scenario = ScenarioCatalog.Load(name);
        Assert.Equal(name, scenario.Name);
        Assert.NotEmpty(scenario.Expectations);
    }
}
