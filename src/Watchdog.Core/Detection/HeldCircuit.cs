using System.Collections.Immutable;
using Watchdog.Core.Breaker;

namespace Watchdog.Core.Detection;

/// <summary>A circuit that is not closed, with what there is to say of it at one tick.</summary>
public sealed record HeldCircuit(Circuit Circuit)
{
    /// <summary>What spoke for the transition that led to its state, one sentence each.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>The way round, e.g. <c>process-work -> queue work -> process-work</c>; null where no loop is known.</summary>
    public string? Path { get; init; }

    /// <summary>What waits at its mappings; empty where nothing can wait, or nobody knows.</summary>
    public ImmutableArray<WaitingSource> Waiting { get; init; } = [];

    /// <summary>The newest change of somebody else that people are to be told of; null: there was none.</summary>
    public CircuitTransition? Interference { get; init; }

    /// <summary>Set where the function runs on although its circuit is open.</summary>
    public RunsOn? RunsOn { get; init; }

    /// <summary>Whether people were told that it runs on, now or before: that is not taken back while its circuit is held.</summary>
    public bool SaysRunsOn { get; init; }

    /// <summary>Whether the breaker has been asked to hold all else that can invoke the function.</summary>
    public bool IsBeingEscalated { get; init; }

    /// <summary>Of a contained function: invocations that AWS's own loop detection has stopped meanwhile.</summary>
    public double Dropped { get; init; }
}

/// <param name="Name">E.g. <c>queue orders</c>.</param>
/// <param name="Messages">How many wait; null when that is not known.</param>
/// <param name="KeptUntil">Until then nothing of it is lost; null: nothing waits, or it is not known.</param>
public sealed record WaitingSource(string Name, long? Messages, DateTimeOffset? KeptUntil);

/// <param name="PerMinute">Invocations/min now.</param>
/// <param name="Before">Invocations/min when the circuit was opened.</param>
public sealed record RunsOn(double PerMinute, double Before);
