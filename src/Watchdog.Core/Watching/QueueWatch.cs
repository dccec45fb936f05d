using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Queues that functions read: their depth from SQS every minute, and CloudWatch only for those that have something on them or an incident.
/// </summary>
public sealed class QueueWatch(InventoryCache inventories, IQueueDepthSource depths, IMetricSource metrics) : IWatch
{
    private const int WindowMinutes = 30;

    private readonly DepthHistory _history = new();
    private readonly BackpressureOptions _backpressure = new();
    private readonly ErrorStallOptions _errorStall = new();

    public string Name => "QueueWatcher";

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inventory = await inventories.GetAsync(now, cancellationToken);
        var consumed = inventory.Queues.Where(queue => inventory.MappingsFrom(queue.Arn).Any()).ToArray();
        var depthByQueue = await depths.ReadAsync(consumed, cancellationToken);
        _history.Add(now, depthByQueue);

        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var suspects = consumed
            .Where(queue => depthByQueue.TryGetValue(queue.Name, out var depth) && (depth.Total > 0 || mine.Any(i => i.Finding.Resource == queue.Id)))
            .ToArray();
        var judgements = suspects.Length == 0
            ? []
            : await JudgeSuspectsAsync(suspects, depthByQueue, inventory, mine, now, cancellationToken);
        return [.. judgements, .. Gone.Among(mine, judgements)];
    }

    private async Task<IReadOnlyCollection<Judgement>> JudgeSuspectsAsync(
        Queue[] suspects,
        IReadOnlyDictionary<string, QueueDepth> depthByQueue,
        Inventory inventory,
        Incident[] mine,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var functions = suspects.SelectMany(queue => inventory.MappingsFrom(queue.Arn)).Select(m => m.FunctionName).Distinct();
        MetricQuery[] queries =
        [
            LambdaMetrics.Invocations(),
            .. suspects.SelectMany(queue => QueueSignals.Queries(queue.Name)),
            .. functions.SelectMany(FunctionSignals.Queries),
        ];
        var series = await metrics.ReadAsync(queries, TimeWindow.Last(WindowMinutes, now), cancellationToken);
        var settled = Readable.SettledIndex(series[LambdaMetrics.Invocations()]);

        var judgements = new List<Judgement>();
        foreach (var queue in suspects)
        {
            var signals = QueueSignals.From(
                queue, depthByQueue[queue.Name], _history.VisibleOf(queue.Name), series, settled, ConsumersOf(queue, inventory, series, settled));
            judgements.Add(Backpressure.Judge(signals, _backpressure));
            judgements.Add(JudgeStall(signals, mine, now));
        }
        return judgements;
    }

    // That a stall is no longer found says little: its errors may only have become fewer. What ends it is that the consumer succeeds.
    private Judgement JudgeStall(QueueSignals signals, Incident[] mine, DateTimeOffset now)
    {
        var stall = ErrorStall.Judge(signals, _errorStall);
        var firing = mine.FirstOrDefault(i => i.Key == Incident.KeyOf(Symptom.ErrorStall, signals.Queue.Id) && i.State is IncidentState.Firing);
        return stall is Judgement.Healthy && firing is not null && Recovered.Judge(signals, firing, now) is Judgement.Ended ended ? ended : stall;
    }

    private static ImmutableArray<Consumer> ConsumersOf(
        Queue queue, Inventory inventory, IReadOnlyDictionary<MetricQuery, Series> series, int settled) =>
    [
        .. from mapping in inventory.MappingsFrom(queue.Arn)
           let function = inventory.FindFunction(mapping.FunctionName)
           where function is not null
           select new Consumer(mapping, FunctionSignals.From(function, series, settled)),
    ];
}
