using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>What the minutes of a trial say.</summary>
public enum TrialOpinionKind
{
    /// <summary>Each message that is let through brings back one or more.</summary>
    SelfFed,

    /// <summary>What arrives does not depend on what is let through, and goes on.</summary>
    Outside,

    /// <summary>What arrives does not depend on what is let through, and hardly anything arrives any more.</summary>
    Ended,

    /// <summary>More minutes are needed.</summary>
    Undecided,
}

/// <param name="Evidence">What was measured, one sentence each.</param>
public sealed record TrialOpinion(TrialOpinionKind Kind, ImmutableArray<string> Evidence);
