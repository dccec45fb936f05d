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
    LoopObserver observer,
    HeldReader heldReader,
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

    private readonly BreakerPolicyOptions _policy = options.Policy.Validated();
    private readonly BreakerAsker _asker = new(breaker, "RecursionWatcher");

    public string Name => "RecursionWatcher";

    /// <summary>
    /// Why the breaker could not be asked, in the last tick, to look after the circuits that are not closed; null when it was, or when there
    /// were none. The next tick asks again.
    /// </summary>
    public string? UnansweredReconcile { get; private set; }

    /// <summary>Circuits that the last tick found not closed, or not yet as closed as they are written down to be.</summary>
    public int CircuitsNotClosed { get; private set; }

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var known = await circuits.ReadAllAsync(cancellationToken);
        var held = known.Where(c => !c.IsSettledClosed).ToArray();
        CircuitsNotClosed = held.Length;
        UnansweredReconcile = held.Length > 0 ? await _asker.ReconcileAsync(now, cancellationToken) : null;

        // The breaker changes mappings, and whether a loop is live depends on them.
        var justChanged = held.Length > 0 || known.Any(circuit => now - circuit.Since < InventoryCache.MaximumAge);
        var inventory = await inventories.GetAsync(now, cancellationToken, afresh: justChanged);
        var topology = await topologies.GetAsync(inventory, now, cancellationToken);
        var loops = topology.FunctionsOnLoops.Where(function => !options.Stack.Owns(function)).Select(f => topology.LoopThrough(f)!).ToArray();

        var observed = await observer.ObserveAsync(loops, inventory, known, now, cancellationToken);
        var judgements = await ActAsync(observed, known, mine, now, cancellationToken);
        foreach (var circuit in held)
            judgements.Add(new Judgement.Trouble(await TellHeldAsync(circuit, inventory, topology.LoopThrough(circuit.Function), mine, now, cancellationToken)));
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
        var engaged = LoopLeaders.Held(known).ToHashSet();
        var asked = 0;
        foreach (var seen in LoopLeaders.InOrder(observed, one => one.Evidence))
        {
            var function = seen.Signals.Function;
            var circuit = known.FirstOrDefault(c => c.Function == function.Name) ?? Circuit.Untouched(function.Name);
            // It was told, and its circuit was closed since.
            var isReleased = mine.Any(i => i.Finding.Resource == function.Id && i.FiredAt < circuit.Since);
            if (Quiet(seen.Evidence, function.Id) is { } quiet && !seen.CouldBePinned)
            {
                judgements.Add(isReleased && (quiet is Judgement.Healthy || circuit.Outside?.At >= circuit.Since) ? await JudgeReleasedAsync(quiet is Judgement.Healthy ? quiet.Because! : "", seen.Signals, circuit, cancellationToken) : quiet);
                continue;
            }
            var details = await inventorySource.ReadFunctionAsync(function.Name, cancellationToken);
            var closer = await observer.LookCloserAsync(seen, details, now, cancellationToken);
            var evidence = closer.Evidence with { Experiments = Experiments(circuit) };
            if (Quiet(evidence, function.Id) is { } usual)
            {
                judgements.Add(usual is Judgement.Healthy && isReleased ? await JudgeReleasedAsync(usual.Because!, seen.Signals, circuit, cancellationToken) : usual);
                continue;
            }
            // The breaker writes a change down when the request reaches it: those of this tick are not in the history yet.
            var history = await circuits.ReadHistoryAsync(null, HistoryEntries, cancellationToken);
            var decision = BreakerPolicy.Decide(
                evidence, new BreakerSituation(options.Mode, details, IsOwnFunction: false, TripCount.InLastHour(history, now) + asked, circuit), _policy, now);
            if (decision is BreakerDecision.LeaveAlone)
            {
                judgements.Add(isReleased
                    ? await JudgeReleasedAsync(decision.Reason, seen.Signals, circuit, cancellationToken)
                    : new Judgement.Healthy(Symptom.RecursiveLoop, function.Id, decision.Reason));
                continue;
            }
            if (LoopLeaders.Of(seen.Loop, function.Name, engaged) is { } leader)
            {
                judgements.Add(new Judgement.Trouble(RecursiveLoop.Along(evidence, seen.Signals, leader, options.Stack, now)));
                continue;
            }
            if (decision is BreakerDecision.Trip or BreakerDecision.Contain)
            {
                decision = await _asker.AskAsync(evidence, decision, now, cancellationToken);
                engaged.Add(function.Name);
                asked++;
            }
            judgements.Add(new Judgement.Trouble(RecursiveLoop.Running(evidence, seen.Signals, closer.Deciding, decision, options.Stack, now)));
        }
        return judgements;
    }

    private async Task<Finding> TellHeldAsync(
        Circuit circuit, Inventory inventory, Loop? loop, Incident[] mine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = mine.FirstOrDefault(i => i.Finding.Resource == ResourceId.Function(circuit.Function))?.Finding.Stage;
        var held = await heldReader.ReadAsync(circuit, inventory, loop, LoopStage.SaysRunsOn(told), now, cancellationToken);
        if (held.RunsOn is { } on && !circuit.IsEscalated)
            held = held with { IsBeingEscalated = await _asker.EscalateAsync(circuit.Function, on, now, cancellationToken) };
        // AWS's word needs no experiment. What somebody else contained is theirs to decide.
        if (held.Dropped > 0 && circuit.By == Name)
            await _asker.AskAsync(
                new LoopEvidence(circuit.Function, held.Dropped, new SpikeJudgement.NoSpike($"It was contained because of a spike: {circuit.Reason}"), Loop: null),
                new BreakerDecision.Trip("A spike, and AWS itself saw a recursive loop.") { IsProven = true }, now, cancellationToken);
        return HeldLoop.Held(held, options.Stack, now);
    }

    /// <summary>Null: something speaks for a loop.</summary>
    private static Judgement? Quiet(LoopEvidence evidence, ResourceId id) => evidence switch
    {
        { IsSpike: true } or { SeenByAws: true } => null,
        // Too little is known of what is usual: neither an alarm nor an all-clear.
        { Spike: SpikeJudgement.InsufficientData } => new Judgement.InsufficientData(Symptom.RecursiveLoop, id, evidence.Spike.Sentence),
        _ => new Judgement.Healthy(Symptom.RecursiveLoop, id, evidence.Spike.Sentence),
    };

    // A loop that was given back runs away again within a minute or two: until those can be read, nobody knows, unless an experiment has shown it.
    private async Task<Judgement> JudgeReleasedAsync(string because, FunctionSignals signals, Circuit circuit, CancellationToken cancellationToken)
    {
        if (!(circuit.Outside?.At >= circuit.Since.AddMinutes(-1) || signals.Invocations.Window.End >= Minute.Floor(circuit.Since).AddMinutes(MinutesToRunAway)))
            return new Judgement.InsufficientData(Symptom.RecursiveLoop, signals.Function.Id, "the minutes after the circuit was closed cannot be read yet");
        var closed = (await circuits.ReadHistoryAsync(circuit.Function, limit: 1, cancellationToken)).FirstOrDefault(t => t.To is CircuitState.Closed);
        return new Judgement.Ended(
            Symptom.RecursiveLoop, HeldLoop.Released(signals.Function, circuit, closed?.Evidence ?? [], because, options.Stack));
    }

    private static string? Experiments(Circuit circuit)
    {
        var proven = circuit.ProvenAt is { } at ? $"Its loop was proven at {Text.Say.Time(at)}." : null;
        var outside = circuit.Outside is { } level
            ? level.IsUnproven
                ? $"An experiment at {Text.Say.Time(level.At)} did not show that {Text.Say.Number(level.PerMinute)} arrivals/min were its own."
                : $"An experiment showed at {Text.Say.Time(level.At)} that {Text.Say.Number(level.PerMinute)} arrivals/min came from outside."
            : null;
        return proven is null && outside is null ? null : string.Join(' ', new[] { proven, outside }.OfType<string>());
    }
}

/// <param name="Stack">Watchdog's own functions are never looked at.</param>
/// <param name="Mode">How far the breaker may go.</param>
public sealed record RecursionWatchOptions(WatchdogStack Stack, BreakerMode Mode)
{
    public BreakerPolicyOptions Policy { get; init; } = BreakerPolicyOptions.Default;
}
