using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;

namespace Watchdog.Core.Watching;

/// <summary>
/// Functions that lie on a loop: looks whether one of them runs away, and asks the CircuitBreaker to act. It also has the breaker look after
/// every circuit that is not closed, once a tick.
/// </summary>
public sealed class RecursionWatch(
    InventoryCache inventories,
    IInventorySource inventorySource,
    TopologyCache topologies,
    LoopObserver observer,
    ICircuitStore circuits,
    IBreakerRequests breaker,
    RecursionWatchOptions options) : IWatch
{
    /// <summary>
    /// More transitions than an hour can bring: beside the trips, a circuit that somebody keeps changing is put back every minute, and trips
    /// that fall out of what is read would not count.
    /// </summary>
    internal const int HistoryEntries = 500;

    /// <summary>How long after its circuit was closed a loop would show.</summary>
    private const int MinutesToRunAway = 3;

    private readonly BreakerPolicyOptions _policy = BreakerPolicyOptions.Default.Validated();

    public string Name => "RecursionWatcher";

    /// <summary>
    /// Why the breaker could not be asked, in the last tick, to look after the circuits that are not closed; null when it was, or when there
    /// were none. The next tick asks again.
    /// </summary>
    public string? UnansweredReconcile { get; private set; }

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var known = await circuits.ReadAllAsync(cancellationToken);
        var held = known.Where(c => !c.IsSettledClosed).ToArray();
        UnansweredReconcile = held.Length > 0 ? await ReconcileAsync(now, cancellationToken) : null;

        // The breaker changes mappings, and whether a loop is live depends on them.
        var justChanged = held.Length > 0 || known.Any(circuit => now - circuit.Since < InventoryCache.MaximumAge);
        var inventory = await inventories.GetAsync(now, cancellationToken, afresh: justChanged);
        var topology = await topologies.GetAsync(inventory, now, cancellationToken);
        var loops = topology.FunctionsOnLoops.Where(function => !options.Stack.Owns(function)).Select(f => topology.LoopThrough(f)!).ToArray();

        var observed = await observer.ObserveAsync(loops, inventory, known, now, cancellationToken);
        var judgements = await ActAsync(observed, known, mine, now, cancellationToken);
        judgements.AddRange(held.Select(circuit => new Judgement.Trouble(RecursiveLoop.Held(circuit, options.Stack))));
        if (topologies.Gap is not { } gap)
            return [.. judgements, .. Gone.Among(mine, judgements)];
        // A loop through a trigger that could not be read is not over because it is not seen.
        var unseen = Gone.Among(mine, judgements).Select(j => j.Resource).Append(ConcurrencyExhaustion.Account);
        return [.. judgements, .. unseen.Select(resource => new Judgement.InsufficientData(Symptom.RecursiveLoop, resource, gap))];
    }

    private async Task<List<Judgement>> ActAsync(
        IReadOnlyList<ObservedLoop> observed, IReadOnlyList<Circuit> known, Incident[] mine, DateTimeOffset now, CancellationToken cancellationToken)
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
            var decision = BreakerPolicy.WithoutExperiment(
                BreakerPolicy.Decide(
                    evidence, options.Mode, details, isOwnFunction: false, TripCount.InLastHour(history, now) + trips, _policy, CircuitState.Closed),
                evidence);
            if (decision is BreakerDecision.Trip && !evidence.Loop!.OwnMappings.Any())
                decision = NothingToOpen(evidence, decision);
            else if (decision is BreakerDecision.Trip)
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

    private static BreakerDecision.Alert NothingToOpen(LoopEvidence evidence, BreakerDecision decision) => new(
        $"{decision.Reason} The circuit should be opened, but {Say.List([.. evidence.Loop!.OwnPushTriggers.Select(t => t.Source.ToString())])} " +
        $"calls {evidence.Function} without an event source mapping, and the breaker cannot open such a trigger yet.");

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

    /// <returns>Null, or why the breaker could not be reached. Loops are to be looked for all the same.</returns>
    private async Task<string?> ReconcileAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(new OperatorCommand(OperatorAction.Reconcile, By: Name, Time: now), cancellationToken);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.Message;
        }
    }

    private Task AskAsync(OperatorCommand command, CancellationToken cancellationToken) =>
        breaker.RequestAsync(OperatorCommandWriter.Write(command), cancellationToken);
}

/// <param name="Stack">Watchdog's own functions are never looked at.</param>
/// <param name="Mode">How far the breaker may go.</param>
public sealed record RecursionWatchOptions(WatchdogStack Stack, BreakerMode Mode);
