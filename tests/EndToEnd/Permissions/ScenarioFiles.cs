using Watchdog.EndToEnd.Tests.Support;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>All scenarios of the repository.</summary>
internal static class ScenarioFiles
{
    private static readonly string[] Folders = ["tests/Scenarios", "tests/EndToEnd/Scenarios", "src/Watchdog.Cli/BuiltIn"];

    public static string EveryKindOfTrigger => Paths.Scenario("every-kind-of-trigger");

    public static IReadOnlyList<string> All { get; } =
    [
        .. Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Paths.Repository, f), "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal),
    ];

    public static Scenario Load(string file) =>
        Scenario.Parse(File.ReadAllText(file), file, path => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, path)));
}
