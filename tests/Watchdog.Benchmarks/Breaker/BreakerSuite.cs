using System.Collections.Concurrent;
using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Benchmarks.Breaker.Playing;
using Watchdog.Benchmarks.Breaker.Scoring;

namespace Watchdog.Benchmarks.Breaker;

/// <summary>The runs that were asked for.</summary>
/// <param name="mode">The breaker's: off, alert, confirm or trip.</param>
/// <param name="only">Only runs whose name contains this; null: all.</param>
/// <param name="times">So many times, with different seeds.</param>
internal sealed class BreakerSuite(string mode, string? only, int times)
{
    private const long FirstSeed = 7001;

    private readonly (Loop Loop, long Seed)[] _loops =
        [.. from seed in Enumerable.Range(0, times) from loop in LoopCatalog.All where IsWanted(loop.Name, only) select (loop, FirstSeed + seed)];

    private readonly OrganicTraffic[] _organic = [.. OrganicCatalog.Quiet(times).Where(r => IsWanted(r.Name, only))];

    private readonly OrganicTraffic[] _injected = [.. OrganicCatalog.Injected(times).Where(r => IsWanted(r.Name, only))];

    public int Runs => _loops.Length + _organic.Length + _injected.Length;

    public async Task<BreakerResults> PlayAsync(CancellationToken cancellationToken) => new(
        mode,
        only is null,
        await PlayAllAsync(_loops, (run, token) => LoopRun.PlayAsync(run.Loop, mode, run.Seed, token), cancellationToken),
        await PlayAllAsync(_organic, (run, token) => OrganicRun.PlayAsync(run, mode, token), cancellationToken),
        await PlayAllAsync(_injected, (run, token) => InjectedRun.PlayAsync(run, mode, token), cancellationToken));

    /// <summary>Writes every run as a scenario file, those without Watchdog as well.</summary>
    /// <returns>How many.</returns>
    public int Dump(DirectoryInfo folder)
    {
        folder.Create();
        var texts = _loops.Where(l => l.Seed == FirstSeed)
            .SelectMany(l => Enum.GetValues<Protection>()
                .Where(p => p != Protection.Aws || l.Loop.Family.IsSeenByAws())
                .Select(p => l.Loop.Yaml(p, mode, l.Seed)))
            .Concat(_organic.Concat(_injected).Select(r => r.Yaml(mode)))
            .ToArray();
        foreach (var text in texts)
            File.WriteAllText(Path.Combine(folder.FullName, $"{text.Split('\n')[0]["name: ".Length..]}.yaml"), text);
        return texts.Length;
    }

    private static bool IsWanted(string name, string? only) => only is null || name.Contains(only, StringComparison.OrdinalIgnoreCase);

    private static async Task<IReadOnlyList<TResult>> PlayAllAsync<TRun, TResult>(
        IReadOnlyList<TRun> runs, Func<TRun, CancellationToken, Task<TResult>> play, CancellationToken cancellationToken)
    {
        var results = new ConcurrentDictionary<int, TResult>();
        await Parallel.ForEachAsync(Enumerable.Range(0, runs.Count), cancellationToken, async (i, token) => results[i] = await play(runs[i], token));
        return [.. Enumerable.Range(0, runs.Count).Select(i => results[i])];
    }
}
