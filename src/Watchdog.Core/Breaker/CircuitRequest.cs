using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>Asks the breaker for a transition of one function's circuit.</summary>
/// <param name="MappingUuids">The mappings that contain and trip are about; the other actions are about those recorded.</param>
/// <param name="AskedAt">
/// When the request was made, where that can be long before it arrives: an asynchronous invocation is delivered at least once, and may be
/// hours late. A request from before the circuit's present state changes nothing.
/// </param>
public sealed record CircuitRequest(
    string Function, CircuitAction Action, ImmutableArray<string> MappingUuids, TransitionCause Cause, DateTimeOffset? AskedAt = null);

/// <summary>What became of a request.</summary>
/// <param name="Circuit">The circuit as it is now.</param>
/// <param name="Carried">What was done about it.</param>
public sealed record CircuitOutcome(CircuitOutcomeKind Kind, string Message, Circuit Circuit, CarryResult Carried)
{
    public bool IsAccepted => Kind is CircuitOutcomeKind.Changed or CircuitOutcomeKind.AlreadyThere;

    internal static CircuitOutcome Nothing(CircuitOutcomeKind kind, string message, Circuit circuit) =>
        new(kind, message, circuit, new CarryResult([], [], []));
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
/// <param name="Changed">What was asked of Lambda.</param>
/// <param name="Outstanding">What the next round has to look after.</param>
/// <param name="Warnings">What somebody else has done to mappings that the breaker holds.</param>
public sealed record ReconcileReport(ImmutableArray<string> Changed, ImmutableArray<string> Outstanding, ImmutableArray<string> Warnings);
