using Watchdog.Core.Detection;

namespace Watchdog.Core.Incidents;

/// <summary>
/// Which incident explains which: a queue's backlog by its consumer's throttling, a function's throttling by the function that takes the
/// account's pool, either by a loop.
/// </summary>
public static class Explanation
{
    /// <summary>The open incident that explains this one, the strongest first; null when none does.</summary>
    public static Incident? ParentOf(Incident incident, IEnumerable<Incident> open) =>
        open.Where(other => other.Key != incident.Key && other.State is not IncidentState.Resolved && Explains(other, incident))
            .OrderByDescending(other => other.Finding.Symptom is Symptom.RecursiveLoop)
            .ThenBy(other => other.Key, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>All open incidents that this one explains, directly or through another.</summary>
    public static IReadOnlyList<Incident> EffectsOf(Incident root, IReadOnlyCollection<Incident> open)
    {
        var effects = new List<Incident>();
        var toVisit = new Queue<Incident>([root]);
        var seen = new HashSet<string> { root.Key };
        while (toVisit.TryDequeue(out var cause))
        {
            foreach (var effect in open.Where(i => i.State is not IncidentState.Resolved && Explains(cause, i)).OrderBy(i => i.Key, StringComparer.Ordinal))
            {
                if (!seen.Add(effect.Key))
                    continue;
                effects.Add(effect);
                toVisit.Enqueue(effect);
            }
        }
        return effects;
    }

    private static bool Explains(Incident cause, Incident effect) =>
        CanExplain(cause.Finding.Symptom, effect.Finding.Symptom)
        && (effect.Finding.Cause.Resource == cause.Finding.Resource
            || (cause.Finding.Symptom is Symptom.RecursiveLoop && effect.Finding.Resource == cause.Finding.Resource));

    private static bool CanExplain(Symptom cause, Symptom effect) => (cause, effect) switch
    {
        (Symptom.RecursiveLoop, Symptom.Throttled or Symptom.Backpressure) => true,
        (Symptom.Throttled, Symptom.Throttled or Symptom.Backpressure) => true,
        _ => false,
    };
}
