using Watchdog.Cli.Expectations;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;

namespace Watchdog.Cli.Playing;

/// <summary>Incidents of the state table, as reports and expectations speak of them.</summary>
internal static class Incidents
{
    /// <summary>
    /// Those that were told to somebody, in the order in which they fired. What ended one, where that was found, is among them too: that a
    /// queue has recovered is something to be expected like any other.
    /// </summary>
    public static IReadOnlyList<ObservedIncident> Observe(IEnumerable<Incident> incidents, DateTimeOffset start) =>
        [.. incidents.Where(i => i.FiredAt is not null)
            .SelectMany(i => i is { Resolution: { } resolution, ResolvedAt: { } at }
                ? [Observe(i, start), Of(resolution, at - start, at - start)]
                : new[] { Observe(i, start) })
            .OrderBy(i => i.FiredAt)
            .ThenBy(i => i.Symptom, StringComparer.Ordinal)
            .ThenBy(i => i.Resource, StringComparer.Ordinal)];

    /// <exception cref="InvalidOperationException">The incident has not fired.</exception>
    public static ObservedIncident Observe(Incident incident, DateTimeOffset start) => Of(
        incident.Finding,
        (incident.FiredAt ?? throw new InvalidOperationException($"{incident.Key} has not fired.")) - start,
        incident.ResolvedAt - start) with
    {
        EffectOf = incident.Parent?.Split('/') is [var symptom, _, var resource] ? $"{symptom} {resource}" : null,
    };

    private static ObservedIncident Of(Finding finding, TimeSpan firedAt, TimeSpan? resolvedAt) => new(
        finding.Symptom.ToString(), finding.Resource.Name, firedAt, resolvedAt, finding.Severity.ToString().ToLowerInvariant(), finding.Cause.Id);
}
