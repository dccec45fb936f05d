using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>Who asks for a transition, when and why.</summary>
/// <param name="By">A function's name, or "operator".</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Evidence">One sentence each.</param>
public sealed record TransitionCause(DateTimeOffset At, string By, string Reason, ImmutableArray<string> Evidence)
{
    /// <summary>Of a trip: the evidence proves the loop.</summary>
    public bool IsProof { get; init; }

    /// <summary>Of a release: the level of traffic that was shown to come from outside; null: none was.</summary>
    public OutsideLevel? Outside { get; init; }
}

/// <summary>What the state machine answers.</summary>
public abstract record CircuitStep
{
    private CircuitStep()
    {
    }

    /// <summary>Record this, then carry it out.</summary>
    public sealed record Go(Circuit Circuit, CircuitTransition Transition) : CircuitStep;

    /// <summary>The circuit is where the action leads; a repeated request is no error.</summary>
    public sealed record AlreadyThere(string Message) : CircuitStep;

    /// <summary>The transition is not allowed; nothing changes.</summary>
    public sealed record Refused(string Message) : CircuitStep;
}
