using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

public enum CircuitState
{
    /// <summary>The breaker holds nothing of this function.</summary>
    Closed,

    /// <summary>The triggers are choked while the breaker looks whether arrivals fall with them.</summary>
    Contained,

    /// <summary>The triggers on the loop are disabled, or let through as little as loses nothing.</summary>
    Open,

    /// <summary>A trickle is let through, to be judged.</summary>
    HalfOpen,
}

/// <summary>The breaker's record for one function. Immutable; stored under its version number.</summary>
/// <param name="Since">When this state was entered.</param>
/// <param name="Recorded">
/// What was there before anything was changed. Reset restores exactly this, and keeps it until the account was seen to be so; then a closed
/// circuit has none, and an open one only those of its own function.
/// </param>
/// <param name="By">Who brought the state about: a function's name, or "operator".</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Applied">
/// Whether the account was seen to be as the state says. False between the record and the last change: whoever finds it false carries
/// the changes out again, each of which may be repeated.
/// </param>
/// <param name="Version">Number of writes; 0: not stored yet.</param>
public sealed record Circuit(
    string Function,
    CircuitState State,
    DateTimeOffset Since,
    ImmutableArray<RecordedTrigger> Recorded,
    string By,
    string Reason,
    bool Applied,
    long Version)
{
    /// <summary>The experiment that is under way; null of a closed or open circuit, and until it could be planned.</summary>
    public Trial? Trial { get; init; }

    /// <summary>The highest level of traffic that an experiment did not find to be a loop; null: none.</summary>
    public OutsideLevel? Outside { get; init; }

    /// <summary>Probes that have shown the loop again since the circuit was opened: each doubles the time until the next automatic one.</summary>
    public int FailedProbes { get; init; }

    /// <summary>When the loop was last proven: by an experiment, or because AWS saw it; null: never.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>Whether everything that can invoke the function is held, because invocations went on although the circuit was open.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Closed, and everything that was recorded is seen to be given back.</summary>
    public bool IsSettledClosed => this is { State: CircuitState.Closed, Applied: true };

    /// <summary>The circuit of a function that the breaker has never touched.</summary>
    public static Circuit Untouched(string function) =>
        new(function, CircuitState.Closed, DateTimeOffset.UnixEpoch, [], "", "", Applied: true, Version: 0);
}

/// <summary>A level of traffic that an experiment did not find to be a loop.</summary>
/// <param name="PerMinute">Arrivals/min before the experiment.</param>
/// <param name="At">When it was made.</param>
public sealed record OutsideLevel(double PerMinute, DateTimeOffset At)
{
    /// <summary>How long no other experiment is made at such a level.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private static readonly TimeSpan KeptUnproven = TimeSpan.FromDays(1);

    /// <summary>The traffic ended, or the noise hid it, before it was seen to come from outside.</summary>
    public bool IsUnproven { get; init; }

    public bool HoldsAt(DateTimeOffset time) => time - At <= (IsUnproven ? KeptUnproven : Kept);
}

/// <summary>One transition, kept in the history.</summary>
/// <param name="Action">contain, trip, probe, escalate, release, reset, or hold (somebody changed a held trigger, and the breaker put it back).</param>
/// <param name="Evidence">What spoke for it, one sentence each.</param>
/// <param name="CircuitVersion">The version that the transition made; with the function it names the entry.</param>
public sealed record CircuitTransition(
    string Function,
    DateTimeOffset At,
    string Action,
    CircuitState From,
    CircuitState To,
    string By,
    string Reason,
    ImmutableArray<string> Evidence,
    long CircuitVersion);
