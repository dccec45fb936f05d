using Watchdog.Core.Detection;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Incidents;

/// <summary>
/// Which incident explains which. A cause reaches further than where it is: a queue's backlog comes of its consumer's throttling, that of the
/// function that takes the account's pool, that of the loop in it; and the functions that call one dependency fail together. All of it is
/// told as one incident, the others as its effects.
/// </summary>
public static class Explanation
{
    /// <summary>The open incident that explains this one, the strongest first; null when none does.</summary>
    public static Incident? ParentOf(Incident incident, IEnumerable<Incident> open) =>
        open.Where(other => other.State is not IncidentState.Resolved && Explains(other, incident))
            .OrderBy(other => Rank(other.Finding.Symptom))
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
                // A setting may have led to it; it does not come of it.
                if (effect.Finding.Symptom is Symptom.Misconfiguration or Symptom.UnintendedVersion || !seen.Add(effect.Key))
                    continue;
                effects.Add(effect);
                toVisit.Enqueue(effect);
            }
        }
        return effects;
    }

    private static bool Explains(Incident cause, Incident effect)
    {
        if (cause.Key == effect.Key)
            return false;
        if (cause.Finding.Symptom == effect.Finding.Symptom)
            return IsTheHog(cause, effect) || (ShareACause(cause, effect) && IsEarlier(cause, effect));
        return Rank(cause.Finding.Symptom) < Rank(effect.Finding.Symptom)
            && (IsNamedBy(cause, effect) || IsOnTheSame(cause, effect) || IsTheUsedUpPool(cause, effect) || ComeFromTheSameFunction(cause, effect));
    }

    /// <summary>
    /// From what starts trouble to what only shows it; a symptom explains those of a higher rank. A lasting fault of the configuration is
    /// told on its own, whatever follows from it: but what does follow says it better.
    /// </summary>
    private static int Rank(Symptom symptom) => symptom switch
    {
        Symptom.RecursiveLoop => 0,
        Symptom.InFunctionLoop => 1,
        Symptom.DownstreamUnavailable => 2,
        Symptom.ConcurrencyExhaustion => 3,
        Symptom.Throttled => 4,
        Symptom.ErrorStall => 5,
        Symptom.PoisonMessages => 6,
        Symptom.StreamLag => 7,
        Symptom.Backpressure => 8,
        Symptom.DeadLetters => 9,
        Symptom.UnintendedVersion => 10,
        Symptom.Misconfiguration => 11,
        _ => int.MaxValue,
    };

    /// <summary>The effect's own finding names the resource that the other incident is about.</summary>
    private static bool IsNamedBy(Incident cause, Incident effect) =>
        effect.Finding.Cause.Resource == cause.Finding.Resource && cause.Finding.Resource != effect.Finding.Resource;

    /// <summary>A throttled function that has itself taken the pool which another one is refused; a function whose circuit breaks the other one's loop too.</summary>
    private static bool IsTheHog(Incident cause, Incident effect) =>
        cause.Finding.Symptom is Symptom.Throttled or Symptom.RecursiveLoop && IsNamedBy(cause, effect) && !IsNamedBy(effect, cause);

    private static bool IsOnTheSame(Incident cause, Incident effect) => effect.Finding.Resource == cause.Finding.Resource;

    private static bool IsTheUsedUpPool(Incident cause, Incident effect) =>
        cause.Finding.Symptom is Symptom.ConcurrencyExhaustion
        && effect.Finding.Symptom is Symptom.Throttled
        && (effect.Finding.Cause.Id == Cause.AccountConcurrency
            || (effect.Finding.Cause.Resource is { } hog && hog != effect.Finding.Resource));

    /// <summary>A queue that stalls and the dead-letter queue that fills from it: both come from the function that fails on their messages.</summary>
    private static bool ComeFromTheSameFunction(Incident cause, Incident effect) =>
        effect.Finding.Cause.Resource is { Kind: ResourceKind.Function } function && cause.Finding.Cause.Resource == function;

    /// <summary>
    /// Two of the same symptom with one cause outside of both: functions that call one dependency, or that are refused by one pool. The first
    /// stands for all.
    /// </summary>
    private static bool ShareACause(Incident one, Incident other) =>
        one.Finding.Cause.Id == other.Finding.Cause.Id
        && (one.Finding.Cause.Id == Cause.AccountConcurrency
            || (one.Finding.Cause.Resource is { } shared && shared != one.Finding.Resource && shared != other.Finding.Resource));

    private static bool IsEarlier(Incident one, Incident other) => Order(one).CompareTo(Order(other)) < 0;

    private static (DateTimeOffset, string) Order(Incident incident) => (incident.FiredAt ?? DateTimeOffset.MaxValue, incident.Key);
}
