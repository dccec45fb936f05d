using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// The part of the queue watch that looks at dead-letter queues. Most of them lie untouched for months: their depth from SQS shows an arrival at
/// once, and CloudWatch is asked when it has changed, or when somebody who reads the queue may have taken away what came between two looks.
/// </summary>
internal sealed class DeadLetterReader(IMetricSource metrics, DepthHistory history)
{
    private const int WindowMinutes = 60;

    /// <summary>A change of depth is looked at for so many ticks, until later looks have confirmed it.</summary>
    private const int LooksAfterChange = 4;

    /// <summary>Queues that no function reads are asked for receives every so many minutes.</summary>
    private const int SweepMinutes = 3;

    /// <summary>Minutes of receives that make a closer look worth its while.</summary>
    private const int RecentMinutes = 10;

    /// <summary>What is known of those that show a sign of arrivals, or have an incident.</summary>
    public async Task<IReadOnlyList<DeadLetterSignals>> ReadAsync(
        Inventory inventory,
        IReadOnlyDictionary<string, QueueDepth> depthByQueue,
        IReadOnlyCollection<Incident> mine,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var all = inventory.Queues.Where(queue => inventory.IsDeadLetterQueue(queue) && depthByQueue.ContainsKey(queue.Name)).ToArray();
        var suspects = all.Where(queue => IsSuspect(queue, depthByQueue[queue.Name], mine)).ToList();
        var swept = all.Except(suspects)
            .Where(queue => now.Minute % SweepMinutes == 0 || inventory.MappingsFrom(queue.Arn).Any(mapping => !mapping.IsDisabled))
            .ToArray();
        if (swept.Length > 0)
        {
            var received = await metrics.ReadAsync(
                [.. swept.Select(queue => QueueMetrics.Received(queue.Name))], TimeWindow.Last(RecentMinutes, now), cancellationToken);
            suspects.AddRange(swept.Where(queue => received[QueueMetrics.Received(queue.Name)].Sum > 0));
        }
        return suspects.Count == 0 ? [] : await ReadAsync(suspects, inventory, depthByQueue, now, cancellationToken);
    }

    private bool IsSuspect(Queue queue, QueueDepth depth, IReadOnlyCollection<Incident> mine)
    {
        var looks = history.PointsOf(queue.Name).TakeLast(LooksAfterChange).Select(point => point.Value.Total).ToArray();
        var isNew = looks.Length < 2 && depth.Total > 0;
        return isNew || depth.InFlight > 0 || looks.Distinct().Count() > 1 || mine.Any(i => i.Finding.Resource == queue.Id && i.Finding.Symptom is Symptom.DeadLetters);
    }

    private async Task<IReadOnlyList<DeadLetterSignals>> ReadAsync(
        IReadOnlyCollection<Queue> suspects,
        Inventory inventory,
        IReadOnlyDictionary<string, QueueDepth> depthByQueue,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var sources = suspects.ToDictionary(queue => queue, queue => inventory.Queues.Where(q => q.Redrive?.DeadLetterQueueArn == queue.Arn).ToArray());
        MetricQuery[] queries =
        [
            LambdaMetrics.Invocations(),
            .. suspects.SelectMany(queue => DeadLetterSignals.Queries(queue.Name)),
            .. ConsumerReader.Queries(sources.Values.SelectMany(q => q), inventory),
        ];
        var series = await metrics.ReadAsync(queries, TimeWindow.Last(WindowMinutes, now), cancellationToken);
        var settled = Readable.SettledIndex(series[LambdaMetrics.Invocations()]);
        return
        [
            .. suspects.Select(queue => DeadLetterSignals.From(
                queue,
                depthByQueue[queue.Name],
                history.PointsOf(queue.Name),
                series,
                settled,
                [.. sources[queue].Select(source => new DeadLetterSource(source, MainConsumer(source, inventory, series, settled)))])),
        ];
    }

    private static Consumer? MainConsumer(Queue queue, Inventory inventory, IReadOnlyDictionary<MetricQuery, Series> series, int settled) =>
        ConsumerReader.Of(queue, inventory, series, settled).OrderByDescending(c => c.Signals.Invocations.Sum).FirstOrDefault();
}
