using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;

namespace Watchdog.Core.Watching;

/// <summary>Incidents of resources that a tick did not look at, because they are gone or have nothing to show: they must end too.</summary>
public static class Gone
{
    public static IEnumerable<Judgement> Among(IEnumerable<Incident> mine, IReadOnlyCollection<Judgement> judgements)
    {
        var judged = judgements.Select(j => Incident.KeyOf(j.Symptom, j.Resource)).ToHashSet();
        return mine
            .Where(incident => !judged.Contains(incident.Key))
            .Select(incident => new Judgement.Healthy(incident.Finding.Symptom, incident.Finding.Resource, "there is nothing left to see"));
    }
}
