using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>Plans and judges the experiments of contained and half-open circuits; changes nothing itself.</summary>
public interface ITrials
{
    /// <summary>Reads what was usual just before, and says what the trial lets through.</summary>
    /// <param name="circuit">As it is before the transition: of an open circuit a probe is planned, of a closed one a containment.</param>
    /// <returns>Null when it cannot be planned: no loop, nothing to measure by, or a source that does not answer.</returns>
    Task<Trial?> PlanAsync(Loop? loop, Inventory inventory, Circuit circuit, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Looks at a contained or half-open circuit at one tick. A tick that was looked at before changes nothing.</summary>
    /// <param name="isClean">
    /// Whether the circuit's phase has been in force since the last tick: the account was found to be so, and nothing had to be changed.
    /// </param>
    Task<TrialStep> StepAsync(Circuit circuit, bool isClean, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What can be said of a contained or half-open circuit's experiment so far, from its record alone.</summary>
    TrialOutlook OutlookOf(Circuit circuit);
}

/// <summary>How an experiment stands.</summary>
/// <param name="DecidedBy">By when it is decided at the latest; null: that cannot be said.</param>
/// <param name="SpeaksForLoop">A sentence with what was measured so far, where that speaks for a loop; null: it does not, or not yet.</param>
public sealed record TrialOutlook(DateTimeOffset? DecidedBy, string? SpeaksForLoop);

/// <summary>What comes of a look at a trial.</summary>
public abstract record TrialStep
{
    private TrialStep()
    {
    }

    /// <summary>Record this and go on; where its phase is another one, bring the triggers to it.</summary>
    public sealed record GoOn(Trial Trial) : TrialStep;

    /// <summary>The trial is over: the function feeds itself (trip), or does not, or it could not be told (release).</summary>
    /// <param name="Action"><see cref="CircuitAction.Trip"/> or <see cref="CircuitAction.Release"/>.</param>
    /// <param name="Reason">A sentence.</param>
    /// <param name="Evidence">What was measured, one sentence each.</param>
    /// <param name="Outside">Set with a release: the level at which the traffic was not found to be a loop.</param>
    public sealed record Verdict(CircuitAction Action, string Reason, ImmutableArray<string> Evidence, OutsideLevel? Outside) : TrialStep;

    /// <summary>There is nothing to record.</summary>
    public sealed record Wait : TrialStep;
}
