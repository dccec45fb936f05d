using Watchdog.Cli.Expectations;
using Watchdog.Cli.Playing;

namespace Watchdog.Benchmarks.Scoring;

/// <summary>Compares what Watchdog said with what was really there.</summary>
internal static class WatchdogScore
{
    public const string Name = "Watchdog";

    public static ScenarioScore Of(Playthrough played, IReadOnlyList<ObservedIncident> incidents, IReadOnlyList<GroundTruth> truths)
    {
        var told = incidents.Where(i => i.Symptom != "Recovered").ToArray();
        return new ScenarioScore(
            Name,
            played.Scenario.Name,
            played.Scenario.Duration,
            [.. truths.Select(truth => Judge(played.Scenario.Name, truth, told))],
            [.. told.Where(i => !truths.Any(t => IsOf(t, i) && t.Excuses(i.FiredAt))).Select(i => $"{played.Scenario.Name}: {i.Symptom} {i.Resource} at minute {i.FiredAt.TotalMinutes:0}")],
            played.Report.Notifications.Count,
            told.Length + told.Count(i => i.ResolvedAt is not null) + told.Sum(Repeats));

        int Repeats(ObservedIncident incident) => (int)(((incident.ResolvedAt ?? played.Scenario.Duration) - incident.FiredAt) / TimeSpan.FromHours(4));
    }

    private static Hit Judge(string scenario, GroundTruth truth, ObservedIncident[] told)
    {
        var expected = truth.Expected;
        var named = told.Where(i => IsOf(truth, i) && truth.Excuses(i.FiredAt)).OrderBy(i => i.FiredAt).ToArray();
        var any = told.Where(i => truth.Related.Contains(i.Resource) && truth.Excuses(i.FiredAt)).OrderBy(i => i.FiredAt).FirstOrDefault();
        var delay = named.FirstOrDefault()?.FiredAt - expected.From;
        return new Hit(
            scenario,
            truth.Symptom,
            expected.Resource,
            any is not null,
            named.Length > 0,
            expected.Cause is null ? null : named.FirstOrDefault()?.Cause == expected.Cause,
            delay,
            named.FirstOrDefault()?.FiredAt - truth.ReadableAt,
            named.Length);
    }

    private static bool IsOf(GroundTruth truth, ObservedIncident incident) =>
        incident.Symptom == truth.Symptom && incident.Resource == truth.Expected.Resource[(truth.Expected.Resource.LastIndexOf('/') + 1)..];
}
