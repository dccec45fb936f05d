using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>A symptom of a resource, seen at one tick.</summary>
/// <param name="Since">When the trouble began, as far as the series shows.</param>
/// <param name="Summary">One sentence with the numbers that decide, for a person.</param>
/// <param name="Cause">What most likely brings it about.</param>
/// <param name="Remedies">What to do, the first first; each a sentence.</param>
/// <param name="Deciding">The series that decided, for the sparkline; null when there is none.</param>
public sealed record Finding(
    Symptom Symptom,
    ResourceId Resource,
    DateTimeOffset Since,
    Severity Severity,
    string Summary,
    ImmutableArray<Evidence> Evidence,
    Cause Cause,
    ImmutableArray<string> Remedies,
    DecidingSeries? Deciding)
{
    /// <summary>What else the same numbers may come from, the likeliest first; empty when the cause is not in doubt.</summary>
    public ImmutableArray<Cause> OtherCauses { get; init; } = [];

    /// <summary>
    /// How far it has come, in a word or two; where it is another one than at the tick before, people are told at once. Null: as far as before.
    /// </summary>
    public string? Stage { get; init; }

    /// <summary>How long after a message it is told again while it lasts; null: as is usual for the symptom.</summary>
    public TimeSpan? RepeatAfter { get; init; }
}

/// <summary>One number that speaks for the finding.</summary>
/// <param name="Name">In words, e.g. "throttle ratio".</param>
/// <param name="Unit">E.g. "messages/min", "%", "s"; empty for a plain count or for text.</param>
public sealed record Evidence(string Name, double Value, string Unit);

/// <summary>The series that decided, reduced to what a sparkline needs.</summary>
/// <param name="Label">E.g. "visible messages".</param>
/// <param name="Start">The first point's minute.</param>
/// <param name="Points">One a minute; null where there was none.</param>
public sealed record DecidingSeries(string Label, DateTimeOffset Start, ImmutableArray<double?> Points)
{
    public static DecidingSeries Of(string label, Series series) =>
        new(label, series.Window.Start, series.Points);
}

/// <summary>What brings a symptom about.</summary>
/// <param name="Id">
/// What grouping and machines go by: the name of a resource, or one of the limits <see cref="AccountConcurrency"/>,
/// <see cref="ReservedConcurrency"/>, <see cref="MaximumConcurrency"/>; empty when unknown.
/// </param>
/// <param name="Resource">The resource, when the cause is one.</param>
/// <param name="Text">A clause for a person that says so, and says how sure it is.</param>
public sealed record Cause(string Id, ResourceId? Resource, string Text)
{
    /// <summary>The pool that functions without a reservation share is used up.</summary>
    public const string AccountConcurrency = "account-concurrency";

    /// <summary>The function's own reservation is used up.</summary>
    public const string ReservedConcurrency = "reserved-concurrency";

    /// <summary>The mapping's maximum concurrency is used up.</summary>
    public const string MaximumConcurrency = "maximum-concurrency";

    public static Cause Limit(string limit, string text) => new(limit, null, text);

    public static Cause Of(ResourceId resource, string text) => new(resource.Name, resource, text);

    public static Cause Unknown(string text) => new("", null, text);
}
