using Watchdog.Benchmarks.Baselines;
using Watchdog.Benchmarks.InProcess;
using Watchdog.Benchmarks.Scoring;
using Watchdog.Cli.Playing;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks;

/// <summary>The scenario files in tests/Scenarios, and what playing one of them gives.</summary>
internal static class Suite
{
    /// <summary>The folder tests/Scenarios of the repository that the program was built in.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>"Throttled/hog-takes-the-pool".</summary>
    public static string NameOf(string file) => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/');

    /// <param name="seed">Takes the place of the file's own; null leaves it.</param>
    public static Scenario Load(string file, long? seed = null)
    {
        var scenario = Scenario.Parse(File.ReadAllText(file), file, beside => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, beside)));
        return seed is { } other ? scenario.WithSeed(other) : scenario;
    }

    /// <summary>Plays a scenario once and has every watcher look at it.</summary>
    public static async Task<IReadOnlyList<ScenarioScore>> ScoreAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        await using var account = new InProcessAccount(scenario);
        var played = await Player.PlayAsync(account, scenario, _ => { }, cancellationToken);
        var incidents = Incidents.Observe(await account.ReadIncidentsAsync(cancellationToken), account.Start);
        var truths = GroundTruth.Of(scenario);
        var healthyFor = truths.Select(t => t.Expected.From).Where(from => from > TimeSpan.Zero).DefaultIfEmpty(scenario.Duration / 2).Min();
        return
        [
            WatchdogScore.Of(played, incidents, truths),
            .. Baseline.All.Select(b => BaselineScore.Of(
                b.Product, scenario, BaselineRun.Run(b, account.Account, account.Start, healthyFor, scenario.CloudWatch.Delay), truths)),
        ];
    }

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "tests", "Scenarios") is var suite && Directory.Exists(suite))
                return suite;
        throw new DirectoryNotFoundException($"No folder above {from} has tests/Scenarios.");
    }
}
