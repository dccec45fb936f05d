using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// The part of the queue watch that looks at streams, while a mapping reads them: one metric of each consumer, how far it is behind, and the others
/// only of those that are behind or have an incident.
/// </summary>
internal sealed class StreamReader(IMetricSource metrics)
{
    private const int WindowMinutes = 60;

    /// <summary>A consumer that was so far behind in its newest minutes is looked at more closely.</summary>
    private static readonly TimeSpan Remarkable = TimeSpan.FromSeconds(30);

    private const int RecentMinutes = 10;

    public async Task<IReadOnlyList<StreamSignals>> ReadAsync(
        Inventory inventory, IReadOnlyCollection<Incident> mine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var readers = inventory.Streams.ToDictionary(
            stream => stream,
            stream => inventory.MappingsFrom(stream.Arn).Where(m => !m.IsDisabled && inventory.FindFunction(m.FunctionName) is not null).ToArray());
        var functions = readers.Values.SelectMany(m => m).Select(m => m.FunctionName).Distinct().ToArray();
        if (functions.Length == 0)
            return [];

        var window = TimeWindow.Last(WindowMinutes, now);
        var ages = await metrics.ReadAsync([.. functions.Select(LambdaMetrics.IteratorAge)], window, cancellationToken);
        var suspects = readers
            .Where(r => mine.Any(i => i.Finding.Resource == r.Key.Id) || r.Value.Any(m => IsBehind(ages[LambdaMetrics.IteratorAge(m.FunctionName)])))
            .ToArray();
        if (suspects.Length == 0)
            return [];

        var suspected = suspects.SelectMany(r => r.Value).Select(m => m.FunctionName).Distinct();
        var series = await metrics.ReadAsync([LambdaMetrics.Invocations(), .. suspected.SelectMany(FunctionSignals.Queries)], window, cancellationToken);
        var settled = Readable.SettledIndex(series[LambdaMetrics.Invocations()]);
        return [.. suspects.Select(r => new StreamSignals(r.Key, [.. r.Value.Select(m => ConsumerOf(m, inventory, ages, series, settled))]))];
    }

    private static bool IsBehind(Series milliseconds) => milliseconds.Tail(RecentMinutes).Max >= Remarkable.TotalMilliseconds;

    private static StreamConsumer ConsumerOf(
        EventSourceMapping mapping,
        Inventory inventory,
        IReadOnlyDictionary<MetricQuery, Series> ages,
        IReadOnlyDictionary<MetricQuery, Series> series,
        int settled) => new(
            mapping,
            StreamSignals.AgeOf(ages[LambdaMetrics.IteratorAge(mapping.FunctionName)]),
            FunctionSignals.From(inventory.FindFunction(mapping.FunctionName)!, series, settled));
}
