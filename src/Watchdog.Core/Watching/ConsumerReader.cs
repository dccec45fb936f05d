using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>The functions that read a queue, with their signals.</summary>
internal static class ConsumerReader
{
    /// <summary>The metrics that <see cref="Of"/> needs.</summary>
    public static IEnumerable<MetricQuery> Queries(IEnumerable<Queue> queues, Inventory inventory) => queues
        .SelectMany(queue => inventory.MappingsFrom(queue.Arn))
        .Select(mapping => mapping.FunctionName)
        .Distinct()
        .SelectMany(FunctionSignals.Queries);

    public static ImmutableArray<Consumer> Of(
        Queue queue, Inventory inventory, IReadOnlyDictionary<MetricQuery, Series> series, int settled) =>
    [
        .. from mapping in inventory.MappingsFrom(queue.Arn)
           let function = inventory.FindFunction(mapping.FunctionName)
           where function is not null
           select new Consumer(mapping, FunctionSignals.From(function, series, settled)),
    ];
}
