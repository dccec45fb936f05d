using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>
/// What is counted of that which arrives for a function on a loop, from whomever: a function at its concurrency limit runs no faster when a loop
/// joins its outside traffic, but more arrives.
/// </summary>
/// <param name="Queries">Their sum is what arrives; empty when nothing is counted.</param>
/// <param name="Unit">E.g. <c>messages/min to queue orders</c>.</param>
/// <param name="Queues">Those among the sources that are queues: their depth tells more, and sooner.</param>
internal sealed record ArrivalGauge(ImmutableArray<MetricQuery> Queries, string Unit, ImmutableArray<Queue> Queues)
{
    public static ArrivalGauge Of(Loop loop, Inventory inventory)
    {
        // What Lambda still tries again long after a loop has ended are invocations too: of what pushes, it is the events that come.
        if (loop.OwnPushTriggers.Any() && !loop.OwnMappings.Any())
            return new ArrivalGauge([LambdaMetrics.AsyncEventsReceived(loop.Function)], "events/min", []);
        ImmutableArray<EventSource> sources = [.. loop.OwnMappings.Select(m => m.Source).Distinct()];
        ImmutableArray<MetricQuery> queries = [.. sources.Select(Query).OfType<MetricQuery>()];
        // Part of what arrives would say nothing about the whole.
        return queries.Length == sources.Length && queries.Length > 0
            ? new ArrivalGauge(
                queries, $"{Word(sources)}/min to {Say.List([.. sources.Select(s => s.ToString())])}",
                [.. sources.Select(s => inventory.FindQueueByArn(s.Arn)).OfType<Queue>()])
            : new ArrivalGauge([], "", []);
    }

    public Series Sum(IReadOnlyDictionary<MetricQuery, Series> series) => SeriesParts.Sum([.. Queries.Select(q => series[q])]);

    private static MetricQuery? Query(EventSource source) => source.Id.Kind switch
    {
        ResourceKind.Queue => QueueMetrics.Sent(source.Id.Name),
        ResourceKind.Stream => ArrivalMetrics.IncomingRecords(source.Id.Name),
        ResourceKind.Table => ArrivalMetrics.ConsumedWriteCapacity(source.Id.Name),
        _ => null,
    };

    private static string Word(ImmutableArray<EventSource> sources) =>
        sources.All(s => s.Id.Kind is ResourceKind.Queue) ? "messages" : sources.All(s => s.Id.Kind is ResourceKind.Table) ? "writes" : "records";
}
