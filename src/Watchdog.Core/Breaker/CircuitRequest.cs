using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>Asks the breaker for a transition of one function's circuit.</summary>
/// <param name="Triggers">What contain, trip, probe and escalate are to hold; all actions are about those recorded already, too.</param>
/// <param name="AskedAt">
/// When the request was made, where that can be long before it arrives: an asynchronous invocation is delivered at least once, and may be
/// hours late. A request from before the circuit's present state changes nothing.
/// </param>
public sealed record CircuitRequest(
    string Function, CircuitAction Action, ImmutableArray<TriggerName> Triggers, TransitionCause Cause, DateTimeOffset? AskedAt = null)
{
    /// <summary>The experiment that contain or probe begins; null where none could be planned.</summary>
    public Trial? Trial { get; init; }
}

/// <summary>Names a trigger that is to be recorded and held.</summary>
/// <param name="Function">The function that it invokes.</param>
public abstract record TriggerName(string Function)
{
    /// <summary>An event source mapping.</summary>
    public sealed record Mapping(string Uuid, string Function) : TriggerName(Function);

    /// <summary>What calls the function without a mapping: it is held by the function's reserved concurrency, and by rules where they are no one else's.</summary>
    /// <param name="Callers">ARNs of the buckets, topics and rules on the loop; empty where no loop is known.</param>
    /// <param name="IsToStop">Whether the function's owner says that an open circuit lets nothing run at all.</param>
    public sealed record Push(string Function, ImmutableArray<string> Callers, bool IsToStop) : TriggerName(Function);
}

/// <summary>What became of a request.</summary>
/// <param name="Circuit">The circuit as it is now.</param>
/// <param name="Carried">What was done about it.</param>
public sealed record CircuitOutcome(CircuitOutcomeKind Kind, string Message, Circuit Circuit, CarryResult Carried)
{
    public bool IsAccepted => Kind is CircuitOutcomeKind.Changed or CircuitOutcomeKind.AlreadyThere;

    internal static CircuitOutcome Nothing(CircuitOutcomeKind kind, string message, Circuit circuit) =>
        new(kind, message, circuit, CarryResult.Nothing);
}

public enum CircuitOutcomeKind
{
    /// <summary>The transition is recorded. Whether the account has followed is in <see cref="Circuit.Applied"/>.</summary>
    Changed,

    /// <summary>The circuit was in that state already.</summary>
    AlreadyThere,

    /// <summary>Not allowed, or asked too long ago; nothing was changed.</summary>
    Refused,

    /// <summary>Not possible at this moment; nothing was changed, and the same request may succeed later.</summary>
    TryAgain,
}

/// <summary>What a round of reconciling did.</summary>
/// <param name="Changed">What was asked of AWS.</param>
/// <param name="Outstanding">What the next round has to look after.</param>
/// <param name="Warnings">What somebody else has done to triggers that the breaker holds.</param>
public sealed record ReconcileReport(ImmutableArray<string> Changed, ImmutableArray<string> Outstanding, ImmutableArray<string> Warnings);
