using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>Plans a trial: by what it is measured, what was usual, and how much a trickle is.</summary>
internal sealed class TrialPlanner(IMetricSource metrics, IQueueDepthSource depths)
{
    private const int WindowMinutes = 60;

    /// <summary>The newest minutes that say what goes on; the ones before them say what was usual.</summary>
    private const int RecentMinutes = 3;

    private const int SpikeMinutes = 8;

    /// <summary>Lambda's longest timeout. Seconds.</summary>
    private const double LongestTimeout = 900;

    /// <summary>Beyond this, phases would last so long that waiting costs more than not knowing.</summary>
    private const int LongestPhase = 5;

    /// <summary>How long Lambda takes to carry a change out, about. Seconds.</summary>
    private const double ChangeSeconds = 15;

    /// <param name="before">Up to when the function ran unhindered.</param>
    /// <param name="isProbe">Whether the triggers are paused already, so that a trickle comes first.</param>
    public async Task<Trial> PlanAsync(
        Loop loop, Inventory inventory, DateTimeOffset before, bool isProbe, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hops = loop.Hops.Select(hop => Gauged(hop, inventory)).ToArray();
        var (measured, isKnown) = await MeasureAsync(hops, before, now, cancellationToken);
        ImmutableArray<TrialHop> planned = [.. measured.Select((hop, index) => Sized(hop, measured[(index + 1) % measured.Length].UsualArrivals))];
        var waiting = await TrialDepths.ReadAsync(depths, planned, cancellationToken);
        // Capping a queue's mapping lets the function go on a little; where there is no cap, or no measuring without delay, it stands first.
        var first = isProbe || planned.All(hop => hop is { Gauge: TrialGauge.QueueDepth, IsCapped: true }) ? TrialPhase.Trickle : TrialPhase.Pause;
        return new Trial(
            planned,
            [new TrialSpan(first, Minute.Floor(now))],
            [new TrialSample(Minute.Floor(now), IsClean: false, waiting, [.. planned.Select(_ => 0.0)])])
        {
            IsBeforeKnown = isKnown,
            IsProbe = isProbe,
            PhaseMinutes = (int)Math.Clamp(Math.Ceiling((planned.Max(hop => hop.Duration) + ChangeSeconds) / 60), 1, LongestPhase),
        };
    }

    /// <summary>The same trial with what has become known since of the minutes before it: CloudWatch is late, and the newest ones tell most.</summary>
    public async Task<Trial> RefreshAsync(Trial trial, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (trial.IsBeforeKnown)
            return trial;
        var (measured, isKnown) = await MeasureAsync(trial.Hops, trial.Spans[0].From, now, cancellationToken);
        return trial with { Hops = measured, IsBeforeKnown = isKnown };
    }

    private async Task<(ImmutableArray<TrialHop> Hops, bool IsKnown)> MeasureAsync(
        IReadOnlyList<TrialHop> hops, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        MetricQuery[] queries = [.. hops.SelectMany(TrialMetrics.Arrivals), .. hops.SelectMany(WorkOf)];
        var window = TimeWindow.Last(WindowMinutes, before);
        var series = await metrics.ReadAsync([.. queries.Distinct()], window, cancellationToken);
        var isKnown = now >= window.End.AddMinutes(TrialMetrics.MinutesToRead) || hops.All(hop => series[LambdaMetrics.Invocations(hop.Function)].LastIndex == window.Minutes - 1);
        return ([.. hops.Select(hop => Measured(hop, series))], isKnown);
    }

    private static TrialHop Gauged(LoopHop hop, Inventory inventory)
    {
        var gauge = hop.Source.Id.Kind switch
        {
            ResourceKind.Queue => TrialGauge.QueueDepth,
            ResourceKind.Stream => TrialGauge.StreamRecords,
            ResourceKind.Table => TrialGauge.TableWrites,
            _ => TrialGauge.AsyncEvents,
        };
        return new TrialHop(hop.Function, gauge, gauge is TrialGauge.AsyncEvents ? hop.Function : hop.Source.Id.Name, MappingTarget.Trickle, 0, 0)
        {
            Queues = gauge is TrialGauge.QueueDepth ? [.. hop.Reservoir.Select(source => inventory.FindQueueByArn(source.Arn)).OfType<Queue>()] : [],
            IsCapped = MappingsOf(hop.Function, hop.Triggers, inventory).All(mapping => !mapping.IsProvisioned),
            MaximumBatchSize = MappingsOf(hop.Function, hop.Triggers, inventory).Select(mapping => mapping.BatchSize).DefaultIfEmpty(1).Max(),
        };
    }

    private static IEnumerable<EventSourceMapping> MappingsOf(string function, ImmutableArray<TriggerEdge> triggers, Inventory inventory) =>
        inventory.MappingsTo(function).Where(mapping => triggers.Any(trigger => trigger.MappingUuid == mapping.Uuid));

    private static IEnumerable<MetricQuery> WorkOf(TrialHop hop) =>
    [
        LambdaMetrics.Invocations(hop.Function), LambdaMetrics.Errors(hop.Function), LambdaMetrics.AverageDuration(hop.Function),
        .. hop.Gauge is TrialGauge.QueueDepth ? new[] { QueueMetrics.Deleted(hop.Source), QueueMetrics.Received(hop.Source) } : [],
    ];

    private static TrialHop Measured(TrialHop hop, IReadOnlyDictionary<MetricQuery, Series> series)
    {
        var invocations = series[LambdaMetrics.Invocations(hop.Function)];
        var newest = invocations.LastIndex ?? -1;
        int[] recent = [.. Enumerable.Range(0, newest + 1).TakeLast(RecentMinutes)];
        int[] earlier = [.. Enumerable.Range(0, Math.Max(0, newest + 1 - SpikeMinutes))];

        double Sum(MetricQuery query) => recent.Sum(i => series[query][i] ?? 0);
        var runs = Sum(LambdaMetrics.Invocations(hop.Function));
        var succeeded = Math.Max(0, runs - Sum(LambdaMetrics.Errors(hop.Function)));
        var arrivals = TrialMetrics.Arrivals(hop).ToArray();
        var batch = hop.Gauge is TrialGauge.QueueDepth
            ? succeeded > 0 ? Sum(QueueMetrics.Deleted(hop.Source)) / succeeded : Sum(QueueMetrics.Received(hop.Source)) / Math.Max(1, runs)
            : 1;
        return hop with
        {
            ArrivalsBefore = recent.Select(i => TrialMetrics.At(series, arrivals, i)).DefaultIfEmpty(0).Max(),
            ProcessedBefore = recent.Select(i => (series[LambdaMetrics.Invocations(hop.Function)][i] ?? 0)).DefaultIfEmpty(0).Max() * Math.Max(1, batch),
            UsualArrivals = earlier.Length == 0 ? 0 : Robust.Median([.. earlier.Select(i => TrialMetrics.At(series, arrivals, i))]),
            Duration = Math.Clamp((series[LambdaMetrics.AverageDuration(hop.Function)].Last ?? 1000) / 1000, 0.001, LongestTimeout),
            BatchSize = Math.Clamp(batch, 1, hop.MaximumBatchSize),
            SuccessShare = runs > 0 ? succeeded / runs : 1,
        };
    }

    /// <summary>A queue begins with the least that Lambda allows: its first pause tells how much the next trickle has to be.</summary>
    /// <param name="outside">What usually arrives where the hop writes to: against it, what it brings back has to stand out.</param>
    private static TrialHop Sized(TrialHop hop, double outside) => hop.Gauge switch
    {
        TrialGauge.QueueDepth => hop,
        TrialGauge.AsyncEvents => hop with { Trickle = 1 + (int)Math.Clamp(Math.Ceiling(TrialNoise.Telling(outside) * hop.Duration / 60), 4, 100) },
        // One batch for each shard at a time; as many shards as were busy before.
        _ => hop with { Trickle = (int)Math.Clamp(Math.Ceiling(TrialNoise.Telling(outside) * hop.Duration / 60 / Math.Max(1, hop.InUse)), 1, hop.MaximumBatchSize) },
    };
}
