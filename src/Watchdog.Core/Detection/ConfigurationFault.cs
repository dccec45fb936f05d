using System.Collections.Immutable;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Detection;

/// <summary>One thing that is wrong with how a resource is set up. What is found of one resource is told together.</summary>
/// <param name="Sentence">What is set how, and what comes of it.</param>
/// <param name="Why">A clause that says how it may have come about.</param>
internal sealed record ConfigurationFault(
    string Sentence, string Why, Severity Severity, ImmutableArray<Evidence> Evidence, ImmutableArray<string> Remedies)
{
    /// <summary>Null: nobody knows since when; then it counts from when it was first found.</summary>
    public DateTimeOffset? Since { get; init; }

    public static Finding ToFinding(Symptom symptom, ResourceId resource, IReadOnlyList<ConfigurationFault> faults, DateTimeOffset now) => new(
        symptom,
        resource,
        faults.Min(f => f.Since ?? now),
        faults.Max(f => f.Severity),
        string.Join(' ', faults.Select(f => f.Sentence)),
        [.. faults.SelectMany(f => f.Evidence)],
        Cause.Of(resource, string.Join(' ', faults.Select(f => f.Why).Distinct())),
        [.. faults.SelectMany(f => f.Remedies).Distinct()],
        Deciding: null);
}

/// <summary>A setting that is not as it is recommended and does no harm by itself: counted and logged, and never told on its own.</summary>
/// <param name="Sentence">What is set how, and what is recommended.</param>
public sealed record Notice(ResourceId Resource, string Sentence)
{
    public override string ToString() => $"{Resource}: {Sentence}";
}
