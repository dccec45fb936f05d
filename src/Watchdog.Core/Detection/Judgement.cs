using Watchdog.Core.Resources;

namespace Watchdog.Core.Detection;

/// <summary>What a detector says of one resource at one tick: healthy, trouble, over, or that it cannot tell.</summary>
public abstract record Judgement(Symptom Symptom, ResourceId Resource)
{
    private Judgement(Symptom symptom, ResourceId resource, string? because)
        : this(symptom, resource) => Because = because;

    /// <summary>Why, in a few words, where the answer is not a finding; for the log.</summary>
    public string? Because { get; }

    public sealed record Healthy(Symptom Symptom, ResourceId Resource, string Because) : Judgement(Symptom, Resource, Because);

    /// <summary>Too few points, or none new: neither confirms an incident nor ends it.</summary>
    public sealed record InsufficientData(Symptom Symptom, ResourceId Resource, string Because) : Judgement(Symptom, Resource, Because);

    public sealed record Trouble(Finding Finding) : Judgement(Finding.Symptom, Finding.Resource);

    /// <summary>More than healthy: what ended the symptom was found, so its incident is over at once.</summary>
    /// <param name="Symptom">The symptom that has ended.</param>
    /// <param name="Finding">What ended it; its own symptom is <see cref="Symptom.Recovered"/>.</param>
    public sealed record Ended(Symptom Symptom, Finding Finding) : Judgement(Symptom, Finding.Resource);
}
