using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Breaker;

/// <summary>Decides what a function's evidence is good for. Growth alone never changes anything in the account.</summary>
public static class BreakerPolicy
{
    /// <summary>What spikes again so soon after it was released has not ended, whatever the experiment has made of it.</summary>
    private static readonly TimeSpan BackAtOnce = TimeSpan.FromMinutes(3);

    /// <summary>A loop that was proven so lately and is back needs no new proof.</summary>
    private static readonly TimeSpan ProofHolds = TimeSpan.FromDays(1);

    /// <summary>So many times a level that comes from outside is the same level still: no hour is like the other.</summary>
    public const double SameLevel = 1.5;

    /// <param name="situation">What else there is to know of the function.</param>
    public static BreakerDecision Decide(LoopEvidence evidence, BreakerSituation situation, BreakerPolicyOptions options, DateTimeOffset now)
    {
        var details = situation.Details;
        var mode = FunctionMode(situation.StackMode, details, out var unknownTag);
        if (Excuse(evidence, mode, situation) is { } excuse)
            return new BreakerDecision.LeaveAlone(excuse);

        var wanted = Wanted(evidence, mode, situation.Circuit, now);
        if (wanted is BreakerDecision.LeaveAlone)
            return wanted;
        // What is only enough for an experiment is nothing to tell without one.
        if (evidence.IsWeak && (wanted is BreakerDecision.Alert || mode == BreakerMode.Alert || unknownTag is not null || details is null))
            return new BreakerDecision.LeaveAlone($"What speaks for a loop is not enough to tell people: {evidence.Spike.Sentence}");
        if (wanted is BreakerDecision.Alert)
            return evidence.Loop is null || evidence.SeenByAws ? wanted : Told(wanted, evidence);
        if (wanted is BreakerDecision.Contain && situation.Circuit.State == CircuitState.Contained)
            return new BreakerDecision.LeaveAlone("The circuit is contained already; the next minutes will tell.");

        var action = wanted is BreakerDecision.Trip ? "open the circuit" : "contain the function";
        if (details is null)
            return Instead("its tags and its recursion setting could not be read");
        if (unknownTag is not null)
            return Instead($"its tag {BreakerModes.Tag} is '{unknownTag}', which is none of {BreakerModes.Accepted}");
        if (mode == BreakerMode.Alert)
            return Instead("the breaker's mode is alert");
        if (situation.TripsInLastHour >= options.TripsPerHour)
            return Instead($"the breaker has opened {situation.TripsInLastHour} circuits within the last hour and may open {options.TripsPerHour}");
        return wanted;

        BreakerDecision Instead(string why)
        {
            var alert = new BreakerDecision.Alert($"{wanted.Reason} The breaker would {action}, but {why}.");
            return wanted is BreakerDecision.Contain ? Told(alert, evidence) : alert;
        }
    }

    /// <summary>
    /// Without an experiment a loop is told only where the function's environment, and not a broad role alone, says that there may be one.
    /// </summary>
    private static BreakerDecision Told(BreakerDecision decision, LoopEvidence evidence) => evidence.HasNamedLoop
        ? decision
        : new BreakerDecision.LeaveAlone("Only its role says that the function may feed itself, no environment variable: a step of ordinary traffic looks the same.");

    private static BreakerMode FunctionMode(BreakerMode stackMode, FunctionDetails? details, out string? unknownTag)
    {
        unknownTag = null;
        if (details is null || !details.Tags.TryGetValue(BreakerModes.Tag, out var tag))
            return stackMode;
        if (BreakerModes.Parse(tag) is { } mode)
            return mode;
        unknownTag = tag;
        // Somebody wanted something other than the stack's mode. Not to touch is the one answer that cannot be wrong.
        return BreakerMode.Alert;
    }

    private static string? Excuse(LoopEvidence evidence, BreakerMode mode, BreakerSituation situation)
    {
        var unusual = evidence.SeenByAws || evidence.IsSpike
            || (evidence.HasLiveLoop && evidence.Spike is SpikeJudgement.InsufficientData { Rate: not null });
        if (!unusual)
            return evidence.Loop is null
                ? "Nothing speaks for a loop."
                : "The function lies on a possible loop, but its rate is not unusual: a matter of configuration.";
        if (situation.IsOwnFunction)
            return "Watchdog never acts on its own functions.";
        if (situation.Details is { RecursionAllowed: true })
            return "The function's RecursiveLoop setting is Allow: its loop is meant to be.";
        if (mode == BreakerMode.Off)
            return "The breaker is off for this function.";
        return situation.Circuit.State == CircuitState.Open ? "The circuit is open already." : null;
    }

    private static BreakerDecision Wanted(LoopEvidence evidence, BreakerMode mode, Circuit circuit, DateTimeOffset now)
    {
        if (!evidence.IsSpike)
            return evidence.SeenByAws
                ? new BreakerDecision.Alert("AWS stopped a recursive loop; the rate of invocations is not unusual.")
                : new BreakerDecision.Alert("The function lies on a loop and is busy, and what is usual for it is not known yet.");
        if (evidence.SeenByAws)
            return new BreakerDecision.Trip("A spike, and AWS itself saw a recursive loop.") { IsProven = true };
        if (circuit.State == CircuitState.HalfOpen)
            return new BreakerDecision.Trip("The spike is back while the circuit is half-open.");
        // A stream's mapping is disabled while it is contained: then the loop is not live because of the breaker itself.
        if (!evidence.HasLiveLoop && (evidence.Loop is null || circuit.State != CircuitState.Contained))
            return new BreakerDecision.Alert(evidence.Loop is null
                ? "A spike, but no loop is known through this function."
                : "A spike, but a mapping on the only loop through this function is disabled.");
        if (ProofOf(circuit, now) is { } proven && !evidence.IsWeak)
            return new BreakerDecision.Trip($"The loop that was proven at {Say.Time(proven)} is back with a spike.");
        if (OutsideOf(circuit, evidence, now) is { } outside)
            return new BreakerDecision.LeaveAlone(outside);
        if (evidence.Natural is { Verdict: NaturalVerdict.Outside } natural && evidence.Rate <= SameLevel * natural.ArrivalsPerMinute)
            return new BreakerDecision.Alert($"A spike of a function that lies on a loop, but what arrives did not depend on what it did. {natural.Sentence}");
        return mode == BreakerMode.Trip && !evidence.IsWeak
            ? new BreakerDecision.Trip("A spike of a function that lies on a loop.")
            : new BreakerDecision.Contain("A spike of a function that lies on a loop.");
    }

    // A crowd that has ended does not come back the minute that its function runs again; a loop does.
    private static bool IsBackAtOnce(OutsideLevel level, LoopEvidence evidence) =>
        level.IsUnproven && evidence.Spike is SpikeJudgement.Spike spike && spike.Since <= level.At + BackAtOnce;

    // What came from outside after the loop was proven speaks of a function that was mended meanwhile.
    private static DateTimeOffset? ProofOf(Circuit circuit, DateTimeOffset now) =>
        circuit.ProvenAt is { } proven && now - proven <= ProofHolds && !(circuit.Outside is { IsUnproven: false } outside && outside.At > proven) ? proven : null;

    private static string? OutsideOf(Circuit circuit, LoopEvidence evidence, DateTimeOffset now) =>
        circuit.Outside is { } outside && outside.HoldsAt(now) && !IsBackAtOnce(outside, evidence) && evidence.Rate <= SameLevel * outside.PerMinute
            ? $"An experiment has shown at {Say.Time(outside.At)} that {Say.Number(outside.PerMinute)} arrivals/min {(outside.IsUnproven ? "are not the function's own as far as could be told" : "come from outside and not from the function itself")}; " +
              $"{Say.Number(evidence.Rate ?? 0)}/min are no more than {Say.Number(SameLevel)} times that."
            : null;
}
