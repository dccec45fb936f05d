using Watchdog.Cli.Expectations;
using Watchdog.Core.Incidents;

namespace Watchdog.Cli.Playing;

/// <summary>Incidents of the state table, as reports and expectations speak of them.</summary>
internal static class Incidents
{
    /// <summary>Those that were told to somebody, in the order in which they fired.</summary>
    public static IEnumerable<Incident> Fired(IEnumerable<Incident> incidents) =>
        incidents.Where(i => i.FiredAt is not null)
            .OrderBy(i => i.FiredAt)
            .ThenBy(i => i.Finding.Symptom.ToString(), StringComparer.Ordinal)
            .ThenBy(i => i.Finding.Resource.ToString(), StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The incident has not fired.</exception>
    public static ObservedIncident Observe(Incident incident, DateTimeOffset start) => new(
        incident.Finding.Symptom.ToString(),
        incident.Finding.Resource.Name,
        (incident.FiredAt ?? throw new InvalidOperationException($"{incident.Key} has not fired.")) - start,
        incident.ResolvedAt - start,
        incident.Finding.Severity.ToString().ToLowerInvariant(),
        incident.Finding.Cause.Id);
}
