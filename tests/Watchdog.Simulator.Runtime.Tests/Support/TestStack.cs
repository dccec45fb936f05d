using Watchdog.Simulator.Deployment;

namespace Watchdog.Simulator.Runtime.Tests.Support;

/// <summary>The small template of the tests, as it is or with a part replaced.</summary>
internal static class TestStack
{
    private static readonly string Yaml = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Deployment", "small.yaml"));

    public static Stack Build(params IEnumerable<(string Name, string Value)> overrides) => Build(Yaml, overrides);

    public static Stack BuildWith(string part, string replacement) =>
        Yaml.Contains(part, StringComparison.Ordinal) ? Build(Yaml.Replace(part, replacement, StringComparison.Ordinal), []) : throw new ArgumentException($"no {part} in the template");

    private static Stack Build(string yaml, IEnumerable<(string Name, string Value)> overrides) => StackBuilder.Build(
        Template.Parse(yaml, "small.yaml"), "watchdog", overrides.ToDictionary(o => o.Name, o => o.Value), "us-east-1", "123456789012");
}
