using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Functions that are refused concurrency. Those with an incident are read each minute, five metrics each; all functions are asked for their
/// throttles, one metric each, only while the account's sum holds some that these do not explain.
/// </summary>
public sealed class ThrottleSweep(
    IMetricSource metrics, IInventorySource source, IQueueDepthSource depths, PoolReader pool, Spending spending, ThrottledOptions options)
{
    private const int WindowMinutes = 15;

    /// <summary>Minutes in which the pool's use counts as now.</summary>
    private const int PoolMinutes = 5;

    private const int MostSuspects = 30;

    /// <param name="told">What is found of the functions with an open incident of this symptom.</param>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(
        AccountSums sums, IReadOnlyDictionary<ResourceId, Finding> told, Func<Task<Inventory>> inventories, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (told.Count == 0 && sums.Throttles.Sum == 0)
            return [];
        var inventory = await inventories();
        var watched = inventory.Functions.Where(f => told.ContainsKey(f.Id)).ToList();
        var explained = await metrics.ReadAsync([.. watched.Select(f => LambdaMetrics.Throttles(f.Name))], sums.Throttles.Window, cancellationToken);
        if (Residual.Of(sums.Throttles, explained.Values, now) is not SweepReason.None && spending.AllowsSweep(now))
            watched.AddRange(await FindAsync(inventory, watched, sums.Throttles.Window, cancellationToken));
        if (watched.Count == 0)
            return [];

        var window = TimeWindow.Last(WindowMinutes, now);
        var series = await metrics.ReadAsync(
            [LambdaMetrics.UnreservedConcurrentExecutions(), .. watched.SelectMany(f => FunctionSignals.Queries(f.Name))], window, cancellationToken);
        var settled = Readable.SettledIndex(sums.Invocations.Tail(WindowMinutes));
        var signals = watched.Select(f => FunctionSignals.From(f, series, settled)).ToArray();
        var use = await ReadPoolAsync(inventory, series, signals, told, now, cancellationToken);

        var judgements = new List<Judgement>();
        foreach (var function in signals)
        {
            var details = await source.ReadFunctionAsync(function.Function.Name, cancellationToken);
            var queues = inventory.MappingsTo(function.Function.Name).Select(m => inventory.FindQueueByArn(m.SourceArn)).OfType<Queue>().ToArray();
            var judgement = Throttled.Judge(function, details, use, await depths.ReadAsync(queues, cancellationToken), options);
            judgements.Add(KeepCause(judgement, told.GetValueOrDefault(function.Function.Id)));
        }
        return judgements;
    }

    // While trouble ends, its limit is no longer used up, or was just raised: what it was is still the cause.
    private static Judgement KeepCause(Judgement judgement, Finding? told) =>
        judgement is Judgement.Trouble { Finding: { Cause.Id.Length: 0 } finding } && told is { Cause.Id.Length: > 0 }
            ? new Judgement.Trouble(finding with { Cause = told.Cause, Remedies = told.Remedies })
            : judgement;

    private async Task<IEnumerable<Function>> FindAsync(
        Inventory inventory, List<Function> watched, TimeWindow window, CancellationToken cancellationToken)
    {
        var rest = inventory.Functions.Except(watched).ToArray();
        var throttles = await metrics.ReadAsync([.. rest.Select(f => LambdaMetrics.Throttles(f.Name))], window, cancellationToken);
        return rest
            .Select(f => (Function: f, Throttles: throttles[LambdaMetrics.Throttles(f.Name)].Tail(WindowMinutes).Sum))
            .Where(f => f.Throttles > 0)
            .OrderByDescending(f => f.Throttles)
            .ThenBy(f => f.Function.Name, StringComparer.Ordinal)
            .Take(MostSuspects)
            .Select(f => f.Function);
    }

    private async Task<ConcurrencyPool> ReadPoolAsync(
        Inventory inventory,
        IReadOnlyDictionary<MetricQuery, Series> series,
        FunctionSignals[] signals,
        IReadOnlyDictionary<ResourceId, Finding> told,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var unreserved = series[LambdaMetrics.UnreservedConcurrentExecutions()];
        var empty = new ConcurrencyPool(inventory.Limits, unreserved.Tail(PoolMinutes).Max, [])
        {
            KnownUntil = unreserved.LastIndex is { } newest ? unreserved.TimeAt(newest) : null,
        };
        if (empty is { UnreservedInUse: not null, IsUsedUp: false })
            return empty;
        return empty with
        {
            Users = [.. await pool.ReadUsersAsync(inventory, now, afresh: signals.Any(s => !told.ContainsKey(s.Function.Id)), cancellationToken)],
        };
    }
}
