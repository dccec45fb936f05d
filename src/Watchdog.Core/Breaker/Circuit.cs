using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

public enum CircuitState
{
    /// <summary>The breaker holds nothing of this function.</summary>
    Closed,

    /// <summary>The triggers are choked while the breaker looks whether arrivals fall with them.</summary>
    Contained,

    /// <summary>The triggers on the loop are disabled.</summary>
    Open,

    /// <summary>A trickle is let through, to be judged.</summary>
    HalfOpen,
}

/// <summary>The breaker's record for one function. Immutable; stored under its version number.</summary>
/// <param name="Since">When this state was entered.</param>
/// <param name="Recorded">
/// What was there before anything was changed. Reset restores exactly this, and keeps it until the account was seen to be so; then a closed
/// circuit has none.
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
    ImmutableArray<RecordedMapping> Recorded,
    string By,
    string Reason,
    bool Applied,
    long Version)
{
    /// <summary>Closed, and everything that was recorded is seen to be given back.</summary>
    public bool IsSettledClosed => this is { State: CircuitState.Closed, Applied: true };

    /// <summary>The circuit of a function that the breaker has never touched.</summary>
    public static Circuit Untouched(string function) =>
        new(function, CircuitState.Closed, DateTimeOffset.UnixEpoch, [], "", "", Applied: true, Version: 0);
}

/// <summary>An event source mapping as it was before the breaker changed it.</summary>
/// <param name="MaximumConcurrency">Null: it had no cap.</param>
public sealed record RecordedMapping(string Uuid, string SourceArn, bool Enabled, int? MaximumConcurrency);

/// <summary>One transition, kept in the history.</summary>
/// <param name="Action">contain, trip, probe, release, reset, or hold (somebody changed a held mapping, and the breaker put it back).</param>
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
