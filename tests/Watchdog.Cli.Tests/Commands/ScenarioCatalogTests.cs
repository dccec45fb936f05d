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

    [Fact]
    public void A_trace_is_looked_for_beside_the_scenarios_file()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "shop.csv"), "60\n120\n");
            var file = Path.Combine(folder.FullName, "shop.yaml");
            File.WriteAllText(file, "name: shop\nduration: 5m\nqueues: [ { name: work } ]\ntraffic: [ { to: work, trace: shop.csv } ]\n");

            Assert.Equal([1, 2, 0], ScenarioCatalog.Load(file).Traffic.Single().Rates.Select(r => r.PerSecond));

            File.Delete(Path.Combine(folder.FullName, "shop.csv"));
            Assert.Contains("shop.yaml:4: traffic[0].trace: shop.csv cannot be read", Assert.Throws<UsageException>(() => ScenarioCatalog.Load(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
