using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>
/// Functions that lie on a loop: looks whether one of them runs away, and asks the CircuitBreaker to act. It also has the breaker look after
/// every circuit that is not closed, once a tick.
/// </summary>
public sealed class RecursionWatch(
    InventoryCache inventories,
    IInventorySource inventorySource,
    TopologyCache topologies,
    IMetricSource metrics,
    IQueueDepthSource depths,
    ICircuitStore circuits,
    IBreakerRequests breaker,
    RecursionWatchOptions options) : IWatch
{
    private const int WindowMinutes = 60;

    /// <summary>How many minutes ago a source's depth is compared with now.</summary>
    private const int SourceMinutes = 3;

    /// <summary>Minutes of RecursiveInvocationsDropped that count as now.</summary>
    private const int DroppedMinutes = 5;

    /// <summary>How long after its circuit was closed a loop would show.</summary>
    private const int MinutesToRunAway = 3;

    /// <summary>Far more transitions than the breaker may make in an hour.</summary>
    private const int HistoryEntries = 50;

    private readonly DepthHistory _history = new();
    private readonly SpikeOptions _spike = SpikeOptions.Default.Validated();
    private readonly BreakerPolicyOptions _policy = BreakerPolicyOptions.Default.Validated();

    public string Name => "RecursionWatcher";

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var known = await circuits.ReadAllAsync(cancellationToken);
        var held = known.Where(c => !c.IsSettledClosed).ToArray();
        if (held.Length > 0)
            await AskAsync(new OperatorCommand(OperatorAction.Reconcile, By: Name, Time: now), cancellationToken);

        var inventory = await inventories.GetAsync(now, cancellationToken);
        var topology = await topologies.GetAsync(inventory, now, cancellationToken);
        var suspects = topology.FunctionsOnLoops.Where(function => !options.Stack.Owns(function)).Select(inventory.FindFunction).OfType<Function>().ToArray();
        var judgements = new List<Judgement>();
        if (suspects.Length > 0)
        {
            var evidence = await GatherAsync(suspects, inventory, topology, now, cancellationToken);
            foreach (var one in evidence)
                judgements.Add(await JudgeAsync(one, known.FirstOrDefault(c => c.Function == one.Signals.Function.Name), mine, now, cancellationToken));
        }
        foreach (var circuit in held.Where(c => judgements.All(j => j.Resource.Name != c.Function)))
            judgements.Add(new Judgement.Trouble(RecursiveLoop.Held(circuit, options.Stack)));
        return [.. judgements, .. Gone.Among(mine, judgements)];
    }

    private async Task<List<Observed>> GatherAsync(
        Function[] suspects, Inventory inventory, TopologyGraph topology, DateTimeOffset now, CancellationToken cancellationToken)
    {
        MetricQuery[] queries =
        [
            LambdaMetrics.Invocations(),
            .. suspects.SelectMany(f => FunctionSignals.Queries(f.Name).Append(LambdaMetrics.RecursiveInvocationsDropped(f.Name))),
        ];
        var series = await metrics.ReadAsync(queries, TimeWindow.Last(WindowMinutes, now), cancellationToken);
        var account = series[LambdaMetrics.Invocations()];
        var settled = Readable.SettledIndex(account);

        // The account's own sum has points for as long as anything runs in it: from its first point on, a minute without a point of the
        // function is a minute in which it did not run, whether it existed or not.
        DateTimeOffset? knownSince = Enumerable.Range(0, account.Length).Where(i => account[i] is not null).Select(i => (DateTimeOffset?)account.TimeAt(i)).FirstOrDefault();

        var loops = suspects.Select(f => topology.LoopThrough(f.Name)!).ToArray();
        var sources = loops.SelectMany(l => l.OwnMappings).Select(m => inventory.FindQueueByArn(m.Source.Arn)).OfType<Queue>().Distinct().ToArray();
        var depthNow = await depths.ReadAsync(sources, cancellationToken);
        _history.Add(now, depthNow);

        return [.. suspects.Zip(loops, (function, loop) =>
        {
            var signals = FunctionSignals.From(function, series, settled);
            var input = new SpikeInput(series[LambdaMetrics.Invocations(function.Name)])
            {
                ExistsSince = knownSince,
                Concurrency = ConcurrencyOf(signals, inventory),
                Source = SourceOf(loop, inventory, depthNow, now),
            };
            var dropped = series[LambdaMetrics.RecursiveInvocationsDropped(function.Name)].Tail(DroppedMinutes).Sum;
            return new Observed(new LoopEvidence(function.Name, dropped, SpikeDetector.Judge(input, now, _spike), loop), signals);
        })];
    }

    private async Task<Judgement> JudgeAsync(
        Observed observed, Circuit? circuit, Incident[] mine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (evidence, signals) = observed;
        var id = signals.Function.Id;
        if (circuit is { IsSettledClosed: false })
            return new Judgement.Trouble(RecursiveLoop.Held(circuit, options.Stack));
        if (!evidence.IsSpike && !evidence.SeenByAws && evidence.Spike is not SpikeJudgement.InsufficientData)
            return circuit is not null && mine.Any(i => i.Finding.Resource == id && i.FiredAt < circuit.Since)
                ? JudgeReleased(observed, circuit)
                : new Judgement.Healthy(Symptom.RecursiveLoop, id, evidence.Spike.Sentence);

        var details = await inventorySource.ReadFunctionAsync(signals.Function.Name, cancellationToken);
        var trips = TripCount.InLastHour(await circuits.ReadHistoryAsync(null, HistoryEntries, cancellationToken), now);
        var decision = BreakerPolicy.Decide(evidence, options.Mode, details, isOwnFunction: false, trips, _policy, CircuitState.Closed);
        if (decision is BreakerDecision.LeaveAlone)
            return new Judgement.Healthy(Symptom.RecursiveLoop, id, decision.Reason);

        // Too little is known of what is usual: neither an alarm nor an all-clear.
        if (!evidence.IsSpike && !evidence.SeenByAws)
            return new Judgement.InsufficientData(Symptom.RecursiveLoop, id, decision.Reason);

        if (decision is BreakerDecision.Trip)
            await AskAsync(new OperatorCommand(OperatorAction.Trip, evidence.Function, By: Name, Reason: decision.Reason, Evidence: evidence.Sentences, Time: now), cancellationToken);
        return new Judgement.Trouble(RecursiveLoop.Running(evidence, signals, decision, options.Stack, now));
    }

    // A loop that was given back runs away again within a minute or two: until those can be read, nobody knows.
    private static Judgement JudgeReleased(Observed observed, Circuit circuit) =>
        observed.Signals.Invocations.Window.End >= Minute.Floor(circuit.Since).AddMinutes(MinutesToRunAway)
            ? new Judgement.Ended(Symptom.RecursiveLoop, RecursiveLoop.Released(observed.Signals.Function, circuit, observed.Evidence.Spike))
            : new Judgement.InsufficientData(Symptom.RecursiveLoop, observed.Signals.Function.Id, "the minutes after the circuit was closed cannot be read yet");

    private static ConcurrencyUse? ConcurrencyOf(FunctionSignals signals, Inventory inventory)
    {
        if (signals.ConcurrentExecutions.Last is not { } used)
            return null;
        var mappings = inventory.MappingsTo(signals.Function.Name).ToArray();
        var capped = mappings.Length > 0 && mappings.All(m => m.MaximumConcurrency is not null)
            ? mappings.Sum(m => m.MaximumConcurrency!.Value)
            : int.MaxValue;
        return new ConcurrencyUse(used, Math.Min(capped, inventory.Limits.UnreservedConcurrentExecutions));
    }

    private SourceChange? SourceOf(Loop loop, Inventory inventory, IReadOnlyDictionary<string, QueueDepth> depthNow, DateTimeOffset now)
    {
        var queue = loop.OwnMappings.Select(m => inventory.FindQueueByArn(m.Source.Arn)).OfType<Queue>().FirstOrDefault();
        return queue is not null
            && depthNow.TryGetValue(queue.Name, out var depth)
            && _history.TotalAt(queue.Name, now.AddMinutes(-SourceMinutes)) is { } before
                ? new SourceChange(before, depth.Total)
                : null;
    }

    private Task AskAsync(OperatorCommand command, CancellationToken cancellationToken) =>
        breaker.RequestAsync(OperatorCommandWriter.Write(command), cancellationToken);

    private sealed record Observed(LoopEvidence Evidence, FunctionSignals Signals);
}

/// <param name="Stack">Watchdog's own functions are never looked at.</param>
/// <param name="Mode">How far the breaker may go.</param>
public sealed record RecursionWatchOptions(WatchdogStack Stack, BreakerMode Mode);
