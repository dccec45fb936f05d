using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

public sealed record BreakerPolicyOptions
{
    public static BreakerPolicyOptions Default { get; } = new();

    /// <summary>So many trips of all functions together within an hour, and the breaker only alerts. Trips/hour; default 5; 1 to 100.</summary>
    public int TripsPerHour { get; init; } = 5;

    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public BreakerPolicyOptions Validated() => TripsPerHour is >= 1 and <= 100
        ? this
        : throw new ArgumentOutOfRangeException(nameof(TripsPerHour), TripsPerHour, "TripsPerHour must be from 1 to 100.");
}

/// <summary>Decides what a function's evidence is good for. Growth alone never changes anything in the account.</summary>
public static class BreakerPolicy
{
    /// <param name="stackMode">The stack's mode; the function's tag goes before it.</param>
    /// <param name="details">Null when they could not be read: then nobody knows whether the owner forbids it, and nothing is touched.</param>
    /// <param name="isOwnFunction">Whether the function is Watchdog's own.</param>
    /// <param name="tripsInLastHour">Of all functions together.</param>
    public static BreakerDecision Decide(
        LoopEvidence evidence,
        BreakerMode stackMode,
        FunctionDetails? details,
        bool isOwnFunction,
        int tripsInLastHour,
        BreakerPolicyOptions options,
        CircuitState state)
    {
        var mode = FunctionMode(stackMode, details, out var unknownTag);
        if (Excuse(evidence, mode, details, isOwnFunction, state) is { } excuse)
            return new BreakerDecision.LeaveAlone(excuse);

        var wanted = Wanted(evidence, mode, state);
        if (wanted is BreakerDecision.Alert)
            return evidence.Loop is null || evidence.SeenByAws ? wanted : Told(wanted, evidence);
        if (wanted is BreakerDecision.Contain && state == CircuitState.Contained)
            return new BreakerDecision.LeaveAlone("The circuit is contained already; the next minutes will tell.");

        var action = wanted is BreakerDecision.Trip ? "open the circuit" : "contain the function";
        if (details is null)
            return Instead("its tags and its recursion setting could not be read");
        if (unknownTag is not null)
            return Instead($"its tag {BreakerModes.Tag} is '{unknownTag}', which is none of {BreakerModes.Accepted}");
        if (mode == BreakerMode.Alert)
            return Instead("the breaker's mode is alert");
        if (tripsInLastHour >= options.TripsPerHour)
            return Instead($"the breaker has opened {tripsInLastHour} circuits within the last hour and may open {options.TripsPerHour}");
        return wanted;

        BreakerDecision Instead(string why)
        {
            var alert = new BreakerDecision.Alert($"{wanted.Reason} The breaker would {action}, but {why}.");
            return wanted is BreakerDecision.Contain ? Told(alert, evidence) : alert;
        }
    }

    /// <summary>
    /// What becomes of a decision where nobody carries an experiment out: to contain a function is to ask whether it feeds itself. Without the
    /// answer it is told only where its environment, and not a broad role alone, says that it may.
    /// </summary>
    public static BreakerDecision WithoutExperiment(BreakerDecision decision, LoopEvidence evidence) =>
        decision is BreakerDecision.Contain ? Told(new BreakerDecision.Alert(decision.Reason), evidence) : decision;

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

    private static string? Excuse(LoopEvidence evidence, BreakerMode mode, FunctionDetails? details, bool isOwnFunction, CircuitState state)
    {
        var unusual = evidence.SeenByAws || evidence.IsSpike
            || (evidence.HasLiveLoop && evidence.Spike is SpikeJudgement.InsufficientData { Rate: not null });
        if (!unusual)
            return evidence.Loop is null
                ? "Nothing speaks for a loop."
                : "The function lies on a possible loop, but its rate is not unusual: a matter of configuration.";
        if (isOwnFunction)
            return "Watchdog never acts on its own functions.";
        if (details is { RecursionAllowed: true })
            return "The function's RecursiveLoop setting is Allow: its loop is meant to be.";
        if (mode == BreakerMode.Off)
            return "The breaker is off for this function.";
        return state == CircuitState.Open ? "The circuit is open already." : null;
    }

    private static BreakerDecision Wanted(LoopEvidence evidence, BreakerMode mode, CircuitState state)
    {
        if (!evidence.IsSpike)
            return evidence.SeenByAws
                ? new BreakerDecision.Alert("AWS stopped a recursive loop; the rate of invocations is not unusual.")
                : new BreakerDecision.Alert("The function lies on a loop and is busy, and what is usual for it is not known yet.");
        if (evidence.SeenByAws)
            return new BreakerDecision.Trip("A spike, and AWS itself saw a recursive loop.");
        if (state == CircuitState.HalfOpen)
            return new BreakerDecision.Trip("The spike is back while the circuit is half-open.");
        // A stream's mapping is disabled while it is contained: then the loop is not live because of the breaker itself.
        if (!evidence.HasLiveLoop && (evidence.Loop is null || state != CircuitState.Contained))
            return new BreakerDecision.Alert(evidence.Loop is null
                ? "A spike, but no loop is known through this function."
                : "A spike, but a mapping on the only loop through this function is disabled.");
        return mode == BreakerMode.Trip
            ? new BreakerDecision.Trip("A spike of a function that lies on a loop.")
            : new BreakerDecision.Contain("A spike of a function that lies on a loop.");
    }
}
