using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>Reads what speaks for and against functions that lie on a loop.</summary>
/// <param name="thresholds">Null: <see cref="Thresholds.Default"/>.</param>
public sealed class LoopObserver(IMetricSource metrics, IQueueDepthSource depths, ICircuitStore circuits, Thresholds? thresholds = null)
{
    private const int WindowMinutes = 60;

    /// <summary>
    /// Over how many minutes a source's depth is looked at: back to before the newest minute that CloudWatch is sure to have, so that a spike that
    /// was a backlog being worked off is seen as one when it is over already.
    /// </summary>
    private const int SourceMinutes = 5;

    /// <summary>Minutes of RecursiveInvocationsDropped that count as now.</summary>
    private const int DroppedMinutes = 5;

    private readonly DepthHistory _history = new();
    private readonly UsualReader _usual = new(metrics, circuits);
    private readonly SpikeOptions _spike = (thresholds ?? Thresholds.Default).Spike.Validated();

    /// <param name="loops">The loops to look at, one for each function.</param>
    /// <param name="known">All circuits: a function whose circuit is held is not judged by its invocations.</param>
    public async Task<IReadOnlyList<ObservedLoop>> ObserveAsync(
        Loop[] loops, Inventory inventory, IReadOnlyList<Circuit> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Of functions whose circuits are held too: when they are given back, it must be seen that the queue is being worked off.
        var depthNow = await ReadDepthsAsync(loops, inventory, now, cancellationToken);
        var suspects = loops
            .Where(loop => inventory.FindFunction(loop.Function) is not null && !known.Any(circuit => circuit.Function == loop.Function && !circuit.IsSettledClosed))
            .Select(loop => (Loop: loop, Gauge: ArrivalGauge.Of(loop, inventory)))
            .ToArray();
        if (suspects.Length == 0)
            return [];
        MetricQuery[] queries =
        [
            LambdaMetrics.Invocations(),
            .. suspects.SelectMany(s => FunctionSignals.Queries(s.Loop.Function).Append(LambdaMetrics.RecursiveInvocationsDropped(s.Loop.Function))),
            .. suspects.SelectMany(s => s.Gauge.Queries),
            .. suspects.Where(s => FunctionConcurrencyUse.ReadsStream(s.Loop)).Select(s => LambdaMetrics.IteratorAge(s.Loop.Function)),
        ];
        var series = await metrics.ReadAsync([.. queries.Distinct()], TimeWindow.Last(WindowMinutes, now), cancellationToken);
        var settled = Readable.SettledIndex(series[LambdaMetrics.Invocations()]);
        var observed = new List<ObservedLoop>();
        foreach (var (loop, gauge) in suspects)
        {
            var signals = FunctionSignals.From(inventory.FindFunction(loop.Function)!, series, settled);
            var minutes = await _usual.WithoutHeldAsync(
                new LoopMinutes(series[LambdaMetrics.Invocations()], series[LambdaMetrics.Invocations(loop.Function)], gauge.Queries.IsEmpty ? null : gauge.Sum(series)),
                loop.Function, gauge, known.FirstOrDefault(c => c.Function == loop.Function), now, cancellationToken);
            observed.Add(new ObservedLoop(loop, gauge, signals, InputsOf(loop, gauge, signals, minutes, series, inventory, depthNow, now))
            {
                Dropped = series[LambdaMetrics.RecursiveInvocationsDropped(loop.Function)].Tail(DroppedMinutes).Sum,
                Natural = gauge.Queries.IsEmpty
                    ? null
                    : NaturalExperiment.Judge(
                        Readable.Counts(gauge.Sum(series), signals.Invocations.Length - 1), signals.Invocations, signals.Errors, signals.Throttles),
                Now = now,
                Options = _spike,
            });
        }
        return observed;
    }

    /// <summary>
    /// A closer look at a function that somebody is about to be told of: its own reservation is a limit too, and what was usual in the last 14
    /// days is no spike.
    /// </summary>
    /// <param name="details">Null when they could not be read.</param>
    public async Task<ObservedLoop> LookCloserAsync(ObservedLoop observed, FunctionDetails? details, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var closer = details?.ReservedConcurrency is { } reserved ? observed.LimitedTo(reserved) : observed;
        return closer.IsSpike ? closer.Against(await _usual.ReadMaximaAsync(closer.Loop.Function, closer.Gauge, now, cancellationToken)) : closer;
    }

    private async Task<IReadOnlyDictionary<string, QueueDepth>> ReadDepthsAsync(
        Loop[] loops, Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sources = loops.SelectMany(loop => SourcesOf(loop, inventory)).Distinct().ToArray();
        var depthNow = sources.Length > 0 ? await depths.ReadAsync(sources, cancellationToken) : new Dictionary<string, QueueDepth>();
        _history.Add(now, depthNow);
        return depthNow;
    }

    private SpikeInput[] InputsOf(
        Loop loop, ArrivalGauge gauge, FunctionSignals signals, LoopMinutes minutes, IReadOnlyDictionary<MetricQuery, Series> series, Inventory inventory,
        IReadOnlyDictionary<string, QueueDepth> depthNow, DateTimeOffset now)
    {
        // The account's own sum has points for as long as anything runs in it: from its first point on, a minute without a point of the
        // function is a minute in which it did not run, whether it existed or not.
        if (!minutes.IsReadable)
            return [new SpikeInput(Series.Empty(minutes.Invocations.Window))];
        var invocations = new SpikeInput(minutes.Invocations)
        {
            ExistsSince = minutes.Account.FirstTime,
            Concurrency = FunctionConcurrencyUse.Of(loop, signals, series.GetValueOrDefault(LambdaMetrics.IteratorAge(loop.Function)), inventory),
            Source = SourceOf(loop, inventory, depthNow, now),
        };
        if (minutes.Arrivals is not { } arrived)
            return [invocations];
        // What SQS moves to a dead-letter queue is not among what is sent there. One message to an invocation, those are as good.
        var isSentNothing = !(arrived.Max > 0) && !gauge.Queues.IsEmpty;
        if (isSentNothing && inventory.MappingsTo(loop.Function).All(m => m.BatchSize == 1))
            invocations = invocations with
            {
                PerMinute = QueueEstimates.Extend(
                    minutes.Invocations, Series.Empty(minutes.Invocations.Window), Sum(gauge, minutes.Invocations.Window, _history.InFlightOf),
                    signals.AverageDuration.Last),
            };
        if (!gauge.Queues.IsEmpty)
            arrived = QueueEstimates.Extend(
                arrived, Sum(gauge, arrived.Window, _history.GrowthOf), Sum(gauge, arrived.Window, _history.InFlightOf), signals.AverageDuration.Last);
        var arrivals = invocations with { PerMinute = arrived, Unit = gauge.Unit, IsArrivals = true };
        // Of what is pushed, and of what was given back lately, only what comes counts: what is tried again, or had to wait, are invocations too.
        // Where what comes is not counted, they are all there is.
        return (minutes.IsReleased && !isSentNothing) || (gauge.Queues.IsEmpty && loop.OwnPushTriggers.Any()) ? [arrivals] : [invocations, arrivals];
    }

    private static Series Sum(ArrivalGauge gauge, TimeWindow window, Func<string, IEnumerable<KeyValuePair<DateTimeOffset, double>>> points) =>
        SeriesParts.Sum([.. gauge.Queues.Select(queue => Series.FromPoints(window, points(queue.Name)))]);

    private SourceChange? SourceOf(Loop loop, Inventory inventory, IReadOnlyDictionary<string, QueueDepth> depthNow, DateTimeOffset now)
    {
        var queue = SourcesOf(loop, inventory).FirstOrDefault();
        return queue is not null
            && depthNow.TryGetValue(queue.Name, out var depth)
            && _history.HighestTotalSince(queue.Name, now.AddMinutes(-SourceMinutes)) is { } before
                ? new SourceChange(before, depth.Total) { FillingMinutes = _history.FillingMinutesOf(queue.Name) }
                : null;
    }

    private static IEnumerable<Queue> SourcesOf(Loop loop, Inventory inventory) =>
        loop.OwnMappings.Select(m => inventory.FindQueueByArn(m.Source.Arn)).OfType<Queue>();
}
