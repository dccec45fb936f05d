using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Scenarios;

public sealed class DocumentationTests
{
    private static readonly string Docs = Path.GetFullPath(Path.Combine(Suite.Folder, "..", "..", "docs"));

    [Fact]
    public void The_file_that_explains_the_format_is_a_scenario()
    {
        var text = File.ReadAllText(Path.Combine(Docs, "scenarios.md"));
        var yaml = text.Split("```yaml\n")[1].Split("```")[0];

        var scenario = Scenario.Parse(yaml, "scenarios.md", _ => "time,requests\n00:00,60\n");

        scenario.Build().Advance(scenario.Duration);
    }

    [Fact]
    public void Every_symptom_is_explained_with_the_file_that_decides_it()
    {
        var rows = File.ReadAllLines(Path.Combine(Docs, "detection.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && l.Contains("Core/Detection/", StringComparison.Ordinal)).ToList();

        Assert.All(Enum.GetNames<Core.Detection.Symptom>(), symptom => Assert.Single(rows, r => r.StartsWith($"| {symptom} |", StringComparison.Ordinal)));
    }
}
