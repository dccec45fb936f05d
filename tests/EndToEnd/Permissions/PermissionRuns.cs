using System.Collections.Concurrent;
using Watchdog.EndToEnd.Tests.Native;
using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>
/// Every scenario, played with the native executable. Of the few that last longer, only the first two hours: each permission is used well
/// within them by some scenario, and an excuse in unused.yaml or a denial that needs more would be found with
/// WATCHDOG_PERMISSIONS=full in the environment, which plays all of each.
/// </summary>
public sealed class PermissionRuns(NativeExecutable native) : IAsyncLifetime
{
    private static readonly TimeSpan Longest =
        Environment.GetEnvironmentVariable("WATCHDOG_PERMISSIONS") == "full" ? TimeSpan.MaxValue : TimeSpan.FromHours(2);

    /// <summary>With <see cref="AccessDecision"/>s as they were made when it was played.</summary>
    internal IReadOnlyList<PlayedRun> Merged { get; private set; } = [];

    internal IReadOnlyList<string> Played => [.. Merged.SelectMany(r => r.Names)];

    public async ValueTask InitializeAsync()
    {
        var runs = new ConcurrentBag<PlayedRun>();
        var stack = new StackRun(native.Bootstrap, StackRun.Template);
        List<Func<CancellationToken, Task<PlayedRun>>> plays =
        [
            .. ScenarioFiles.All.Select(ScenarioFiles.Load).OrderByDescending(s => s.Duration)
                .Select(s => (Func<CancellationToken, Task<PlayedRun>>)(token => stack.PlayAsync(s, Longest, token))),
            token => stack.PlayAsync(ScenarioFiles.Load(ScenarioFiles.EveryKindOfTrigger), s => OperatorRounds.PlayActionsAsync(s, token), token),
            token => stack.PlayAsync(ScenarioFiles.Load(ScenarioFiles.EveryKindOfTrigger), s => OperatorRounds.PlayEventFilesAsync(s, token), token),
            token => stack.PlayAsync(ScenarioFiles.Load(ScenarioFiles.EveryKindOfTrigger), s => OwnerRounds.PlayAsync(s, token), token),
        ];
        // A scenario is mostly a turn-taking of two processes, this one and a function's.
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(plays, options, async (play, token) => runs.Add(await play(token)));
        Merged = PlayedRun.Merge(runs.OrderBy(r => r.Names[0], StringComparer.Ordinal));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
