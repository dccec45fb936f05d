using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Functions and the account's concurrency. The account-wide sums are exact over all functions and cost two metrics; the functions are read
/// one by one only while the sums show trouble, or while an incident is open.
/// </summary>
public sealed class FunctionWatch(
    InventoryCache inventories, IInventorySource inventorySource, IMetricSource metrics, IQueueDepthSource depths) : IWatch
{
    private const int WindowMinutes = 15;

    /// <summary>Minutes over which the largest users of the pool are told.</summary>
    private const int PoolMinutes = 3;

    private readonly ThrottledOptions _throttled = new();

    public string Name => "FunctionWatcher";

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var window = TimeWindow.Last(WindowMinutes, now);
        var sums = await metrics.ReadAsync(
            [LambdaMetrics.Invocations(), LambdaMetrics.Throttles(), LambdaMetrics.UnreservedConcurrentExecutions()], window, cancellationToken);
        if (sums[LambdaMetrics.Throttles()].Sum == 0 && mine.Length == 0)
            return [];

        var inventory = await inventories.GetAsync(now, cancellationToken);
        var series = await metrics.ReadAsync(
            [.. inventory.Functions.SelectMany(function => FunctionSignals.Queries(function.Name))], window, cancellationToken);
        var settled = Readable.SettledIndex(sums[LambdaMetrics.Invocations()]);
        var signals = inventory.Functions.Select(function => FunctionSignals.From(function, series, settled)).ToArray();
        var pool = PoolOf(inventory.Limits, sums[LambdaMetrics.UnreservedConcurrentExecutions()], signals);

        var judgements = new List<Judgement>();
        foreach (var function in signals.Where(s => s.Throttles.Sum > 0 || mine.Any(i => i.Finding.Resource == s.Function.Id)))
        {
            var details = await inventorySource.ReadFunctionAsync(function.Function.Name, cancellationToken);
            var queues = inventory.MappingsTo(function.Function.Name).Select(m => inventory.FindQueueByArn(m.SourceArn)).OfType<Queue>().ToArray();
            judgements.Add(Throttled.Judge(function, details, pool, await depths.ReadAsync(queues, cancellationToken), _throttled));
        }
        return [.. judgements, .. Gone.Among(mine, judgements)];
    }

    private static ConcurrencyPool PoolOf(AccountLimits limits, Series unreserved, FunctionSignals[] signals) => new(
        limits,
        unreserved.Tail(PoolMinutes + 2).Max,
        [.. signals
            .Select(s => new ConcurrencyUser(s.Function.Name, s.ConcurrentExecutions.Tail(PoolMinutes).Max ?? 0))
            .Where(user => user.ConcurrentExecutions > 0)
            .OrderByDescending(user => user.ConcurrentExecutions)
            .ThenBy(user => user.Function, StringComparer.Ordinal)]);
}
