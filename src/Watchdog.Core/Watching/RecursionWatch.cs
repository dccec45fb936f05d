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

    /// <summary>
    /// More transitions than an hour can bring: beside the trips, a circuit that somebody keeps changing is put back every minute, and trips
    /// that fall out of what is read would not count.
    /// </summary>
    private const int HistoryEntries = 500;

    /// <summary>How long after its circuit was closed a loop would show.</summary>
    private const int MinutesToRunAway = 3;

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

        // The breaker changes mappings, and whether a loop is live depends on them.
        var justChanged = held.Length > 0 || known.Any(circuit => now - circuit.Since < InventoryCache.MaximumAge);
        var inventory = await inventories.GetAsync(now, cancellationToken, afresh: justChanged);
        var topology = await topologies.GetAsync(inventory, now, cancellationToken);
        var loops = topology.FunctionsOnLoops.Where(function => !options.Stack.Owns(function)).Select(f => topology.LoopThrough(f)!).ToArray();

        // Of functions whose circuits are held too: when they are given back, it must be seen that the queue is being worked off.
        var depthNow = await ReadDepthsAsync(loops, inventory, now, cancellationToken);
        var suspects = loops.Where(loop => held.All(circuit => circuit.Function != loop.Function)).ToArray();
        var observed = suspects.Length > 0 ? await ObserveAsync(suspects, inventory, known, depthNow, now, cancellationToken) : [];
        var judgements = await ActAsync(observed, known, mine, now, cancellationToken);
        judgements.AddRange(held.Select(circuit => new Judgement.Trouble(RecursiveLoop.Held(circuit, options.Stack))));
        return [.. judgements, .. Gone.Among(mine, judgements)];
    }

    private async Task<IReadOnlyDictionary<string, QueueDepth>> ReadDepthsAsync(
        Loop[] loops, Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sources = loops.SelectMany(loop => SourcesOf(loop, inventory)).Distinct().ToArray();
        var depthNow = sources.Length > 0 ? await depths.ReadAsync(sources, cancellationToken) : new Dictionary<string, QueueDepth>();
        _history.Add(now, depthNow);
        return depthNow;
    }

    private async Task<IReadOnlyList<Observed>> ObserveAsync(
        Loop[] suspects,
        Inventory inventory,
        IReadOnlyList<Circuit> known,
        IReadOnlyDictionary<string, QueueDepth> depthNow,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var released = await ReadReleasedAsync(suspects, known, now, cancellationToken);
        MetricQuery[] queries =
        [
            LambdaMetrics.Invocations(),
            .. suspects.SelectMany(l => FunctionSignals.Queries(l.Function).Append(LambdaMetrics.RecursiveInvocationsDropped(l.Function))),
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
               let input = new SpikeInput(afterRelease?.Function ?? series[LambdaMetrics.Invocations(function.Name)])
               {
                   ExistsSince = afterRelease is null ? knownSince : afterRelease.Account.FirstTime,
                   Concurrency = ConcurrencyOf(signals, inventory),
                   Source = SourceOf(loop, inventory, depthNow, now),
               }
               let dropped = series[LambdaMetrics.RecursiveInvocationsDropped(function.Name)].Tail(DroppedMinutes).Sum
               select new Observed(new LoopEvidence(function.Name, dropped, SpikeDetector.Judge(input, now, _spike), loop), signals),
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
            var history = await circuits.ReadHistoryAsync(circuit.Function, HistoryEntries, cancellationToken);
            if (history.FirstOrDefault(t => t.Action == CircuitAction.Trip.Word() && t.At < circuit.Since) is not { } trip)
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

    private async Task<List<Judgement>> ActAsync(
        IReadOnlyList<Observed> observed, IReadOnlyList<Circuit> known, Incident[] mine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var judgements = new List<Judgement>();
        var trips = 0;
        foreach (var (evidence, signals) in observed)
        {
            if (Quiet(evidence, signals.Function.Id) is { } quiet)
            {
                var released = known.FirstOrDefault(c => c.Function == evidence.Function && mine.Any(i => i.Finding.Resource == quiet.Resource && i.FiredAt < c.Since));
                judgements.Add(quiet is Judgement.Healthy && released is not null ? JudgeReleased(evidence, signals, released) : quiet);
                continue;
            }
            var details = await inventorySource.ReadFunctionAsync(evidence.Function, cancellationToken);
            var history = await circuits.ReadHistoryAsync(null, HistoryEntries, cancellationToken);

            // The breaker writes a trip down when the request reaches it: those of this tick are not in the history yet.
            var decision = BreakerPolicy.Decide(
                evidence, options.Mode, details, isOwnFunction: false, TripCount.InLastHour(history, now) + trips, _policy, CircuitState.Closed);
            if (decision is BreakerDecision.Trip)
            {
                decision = await TripAsync(evidence, decision, now, cancellationToken);
                trips++;
            }
            judgements.Add(decision is BreakerDecision.LeaveAlone
                ? new Judgement.Healthy(Symptom.RecursiveLoop, signals.Function.Id, decision.Reason)
                : new Judgement.Trouble(RecursiveLoop.Running(evidence, signals, decision, options.Stack, now)));
        }
        return judgements;
    }

    /// <summary>Null: something speaks for a loop.</summary>
    private static Judgement? Quiet(LoopEvidence evidence, ResourceId id) => evidence switch
    {
        { IsSpike: true } or { SeenByAws: true } => null,
        // Too little is known of what is usual: neither an alarm nor an all-clear.
        { Spike: SpikeJudgement.InsufficientData } => new Judgement.InsufficientData(Symptom.RecursiveLoop, id, evidence.Spike.Sentence),
        _ => new Judgement.Healthy(Symptom.RecursiveLoop, id, evidence.Spike.Sentence),
    };

    // A loop that was given back runs away again within a minute or two: until those can be read, nobody knows.
    private static Judgement JudgeReleased(LoopEvidence evidence, FunctionSignals signals, Circuit circuit) =>
        signals.Invocations.Window.End >= Minute.Floor(circuit.Since).AddMinutes(MinutesToRunAway)
            ? new Judgement.Ended(Symptom.RecursiveLoop, RecursiveLoop.Released(signals.Function, circuit, evidence.Spike))
            : new Judgement.InsufficientData(Symptom.RecursiveLoop, signals.Function.Id, "the minutes after the circuit was closed cannot be read yet");

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
        var queue = SourcesOf(loop, inventory).FirstOrDefault();
        return queue is not null
            && depthNow.TryGetValue(queue.Name, out var depth)
            && _history.HighestTotalSince(queue.Name, now.AddMinutes(-SourceMinutes)) is { } before
                ? new SourceChange(before, depth.Total)
                : null;
    }

    private static IEnumerable<Queue> SourcesOf(Loop loop, Inventory inventory) =>
        loop.OwnMappings.Select(m => inventory.FindQueueByArn(m.Source.Arn)).OfType<Queue>();

    /// <returns>The decision; an alert when the breaker could not be reached: people must be told all the more, and the next tick asks again.</returns>
    private async Task<BreakerDecision> TripAsync(LoopEvidence evidence, BreakerDecision decision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(
                new OperatorCommand(
                    OperatorAction.Trip, evidence.Function, By: Name, Reason: decision.Reason, Evidence: evidence.Sentences, Time: now),
                cancellationToken);
            return decision;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new BreakerDecision.Alert($"{decision.Reason} The circuit should be opened, but the breaker could not be reached: {e.Message}");
        }
    }

    private Task AskAsync(OperatorCommand command, CancellationToken cancellationToken) =>
        breaker.RequestAsync(OperatorCommandWriter.Write(command), cancellationToken);

    /// <summary>Invocations of a function whose circuit was closed lately, and of the whole account in the same minutes.</summary>
    private sealed record Released(Series Function, Series Account);

    private sealed record Observed(LoopEvidence Evidence, FunctionSignals Signals);
}

/// <param name="Stack">Watchdog's own functions are never looked at.</param>
/// <param name="Mode">How far the breaker may go.</param>
public sealed record RecursionWatchOptions(WatchdogStack Stack, BreakerMode Mode);
