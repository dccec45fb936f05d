using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>Reads what speaks for and against functions that lie on a loop.</summary>
public sealed class LoopObserver(IMetricSource metrics, IQueueDepthSource depths, ICircuitStore circuits)
{
    private const int WindowMinutes = 60;

    /// <summary>
    /// Over how many minutes a source's depth is looked at: back to before the newest minute that CloudWatch is sure to have, so that a spike that
    /// was a backlog being worked off is seen as one when it is over already.
    /// </summary>
    private const int SourceMinutes = 5;

    /// <summary>A loop that was tripped began at most so long before.</summary>
    private const int OnsetMinutes = 10;

    /// <summary>Minutes before the onset that tell what was usual.</summary>
    private const int UsualMinutes = 15;

    /// <summary>Minutes of RecursiveInvocationsDropped that count as now.</summary>
    private const int DroppedMinutes = 5;

    /// <summary>A stream falls behind when its records' age has grown in so many minutes running ...</summary>
    private const int FallingBehindMinutes = 3;

    /// <summary>... by so much at least.</summary>
    private static readonly TimeSpan FallenBehind = TimeSpan.FromSeconds(30);

    /// <summary>CloudWatch keeps points of one minute for 15 days; a day less, to be on the safe side.</summary>
    private static readonly TimeSpan MinutePointsKept = TimeSpan.FromDays(14);

    private readonly DepthHistory _history = new();
    private readonly SpikeOptions _spike = SpikeOptions.Default.Validated();

    /// <param name="loops">The loops to look at, one for each function.</param>
    /// <param name="known">All circuits: a function whose circuit is held is not judged by its invocations.</param>
    public async Task<IReadOnlyList<ObservedLoop>> ObserveAsync(
        Loop[] loops, Inventory inventory, IReadOnlyList<Circuit> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Of functions whose circuits are held too: when they are given back, it must be seen that the queue is being worked off.
        var depthNow = await ReadDepthsAsync(loops, inventory, now, cancellationToken);
        var suspects = loops.Where(loop => !known.Any(circuit => circuit.Function == loop.Function && !circuit.IsSettledClosed)).ToArray();
        if (suspects.Length == 0)
            return [];
        var released = await ReadReleasedAsync(suspects, known, now, cancellationToken);
        MetricQuery[] queries =
        [
            LambdaMetrics.Invocations(),
            .. suspects.SelectMany(l => FunctionSignals.Queries(l.Function).Append(LambdaMetrics.RecursiveInvocationsDropped(l.Function))),
            .. suspects.Where(IsPushedAlone).Select(l => LambdaMetrics.AsyncEventsReceived(l.Function)),
            .. suspects.Where(ReadsStream).Select(l => LambdaMetrics.IteratorAge(l.Function)),
        ];
        var series = await metrics.ReadAsync(queries, TimeWindow.Last(WindowMinutes, now), cancellationToken);
        var account = series[LambdaMetrics.Invocations()];
        var settled = Readable.SettledIndex(account);

        // The account's own sum has points for as long as anything runs in it: from its first point on, a minute without a point of the
        // function is a minute in which it did not run, whether it existed or not.
        var knownSince = account.FirstTime;

        return
        [
            .. from loop in suspects
               let function = inventory.FindFunction(loop.Function)
               where function is not null
               let signals = FunctionSignals.From(function, series, settled)
               let afterRelease = released.GetValueOrDefault(function.Name)
               let input = new SpikeInput(afterRelease?.Function ?? series[RateOf(loop)])
               {
                   ExistsSince = afterRelease is null ? knownSince : afterRelease.Account.FirstTime,
                   Concurrency = ConcurrencyOf(loop, signals, series.GetValueOrDefault(LambdaMetrics.IteratorAge(loop.Function)), inventory),
                   Source = SourceOf(loop, inventory, depthNow, now),
               }
               let dropped = series[LambdaMetrics.RecursiveInvocationsDropped(function.Name)].Tail(DroppedMinutes).Sum
               select new ObservedLoop(new LoopEvidence(function.Name, dropped, SpikeDetector.Judge(input, now, _spike), loop), signals),
        ];
    }

    /// <summary>
    /// Invocations of functions whose circuit was closed lately, without the minutes of the loop and those in which the breaker held it: neither says
    /// what is usual. What was usual before the loop is then compared with what runs now.
    /// </summary>
    private async Task<Dictionary<string, Released>> ReadReleasedAsync(
        Loop[] suspects, IReadOnlyList<Circuit> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var released = new Dictionary<string, Released>();
        foreach (var circuit in known.Where(c => c.Since > now.AddMinutes(-WindowMinutes) && suspects.Any(loop => loop.Function == c.Function)))
        {
            var history = await circuits.ReadHistoryAsync(circuit.Function, RecursionWatch.HistoryEntries, cancellationToken);
            if (history.FirstOrDefault(t => t.Action == CircuitAction.Trip.Word() && t.At < circuit.Since) is not { } trip
                || trip.At < now - MinutePointsKept)
                continue;
            var onset = Minute.Floor(trip.At).AddMinutes(-OnsetMinutes);
            var invocations = LambdaMetrics.Invocations(circuit.Function);
            var series = await metrics.ReadAsync(
                [invocations, LambdaMetrics.Invocations()], new TimeWindow(onset.AddMinutes(-UsualMinutes), Minute.Floor(now)), cancellationToken);
            released[circuit.Function] = new Released(
                series[invocations].Without(onset, circuit.Since), series[LambdaMetrics.Invocations()].Without(onset, circuit.Since));
        }
        return released;
    }

    private async Task<IReadOnlyDictionary<string, QueueDepth>> ReadDepthsAsync(
        Loop[] loops, Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sources = loops.SelectMany(loop => SourcesOf(loop, inventory)).Distinct().ToArray();
        var depthNow = sources.Length > 0 ? await depths.ReadAsync(sources, cancellationToken) : new Dictionary<string, QueueDepth>();
        _history.Add(now, depthNow);
        return depthNow;
    }

    private static ConcurrencyUse? ConcurrencyOf(Loop loop, FunctionSignals signals, Series? iteratorAge, Inventory inventory)
    {
        if (signals.ConcurrentExecutions.Last is not { } used)
            return null;
        // As many run as the stream's shards allow: more would, if they could.
        if (iteratorAge is not null && FallsBehind(iteratorAge))
            return new ConcurrencyUse(used, used);
        var mappings = inventory.MappingsTo(signals.Function.Name).ToArray();
        var capped = mappings.Length > 0 && mappings.All(m => m.MaximumConcurrency is not null) && !loop.OwnPushTriggers.Any()
            ? mappings.Sum(m => m.MaximumConcurrency!.Value)
            : int.MaxValue;
        return new ConcurrencyUse(used, Math.Min(capped, inventory.Limits.UnreservedConcurrentExecutions));
    }

    /// <summary>
    /// What goes round a loop. Of a push trigger it is the events that come: what Lambda still tries again long after a loop has ended are
    /// invocations too.
    /// </summary>
    private static MetricQuery RateOf(Loop loop) =>
        IsPushedAlone(loop) ? LambdaMetrics.AsyncEventsReceived(loop.Function) : LambdaMetrics.Invocations(loop.Function);

    private static bool IsPushedAlone(Loop loop) => loop.OwnPushTriggers.Any() && !loop.OwnMappings.Any();

    private static bool ReadsStream(Loop loop) => loop.OwnMappings.Any(m => m.Source.Id.Kind is ResourceKind.Stream or ResourceKind.Table);

    /// <summary>The records that are read become older from minute to minute: more arrive than are processed.</summary>
    private static bool FallsBehind(Series iteratorAge)
    {
        var ages = iteratorAge.Known.TakeLast(FallingBehindMinutes).ToArray();
        return ages.Length == FallingBehindMinutes
            && ages.Zip(ages.Skip(1)).All(pair => pair.Second > pair.First)
            && ages[^1] - ages[0] >= FallenBehind.TotalMilliseconds;
    }

    private SourceChange? SourceOf(Loop loop, Inventory inventory, IReadOnlyDictionary<string, QueueDepth> depthNow, DateTimeOffset now)
    {
        var queue = SourcesOf(loop, inventory).FirstOrDefault();
        return queue is not null
            && depthNow.TryGetValue(queue.Name, out var depth)
            && _history.HighestTotalSince(queue.Name, now.AddMinutes(-SourceMinutes)) is { } before
                ? new SourceChange(before, depth.Total)
                : null;
    }

    private static IEnumerable<Queue> SourcesOf(Loop loop, Inventory inventory) =>
        loop.OwnMappings.Select(m => inventory.FindQueueByArn(m.Source.Arn)).OfType<Queue>();

    /// <summary>Invocations of a function whose circuit was closed lately, and of the whole account in the same minutes.</summary>
    private sealed record Released(Series Function, Series Account);
}

/// <summary>A function on a loop, as it is at one tick.</summary>
public sealed record ObservedLoop(LoopEvidence Evidence, FunctionSignals Signals);
