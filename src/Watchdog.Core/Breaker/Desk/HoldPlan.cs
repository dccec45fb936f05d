using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>What an action is to hold.</summary>
/// <param name="Trial">The experiment that begins with it; null where there is none.</param>
/// <param name="Extent">What is held and what is not, as sentences; empty where there is nothing to say.</param>
/// <param name="Problem">Why there is nothing to hold, as a sentence; null: there is.</param>
internal sealed record HoldPlan(ImmutableArray<TriggerName> Triggers, Trial? Trial, string Extent, string? Problem)
{
    public static HoldPlan Impossible(string problem) => new([], null, "", problem);
}
