namespace Watchdog.Benchmarks.Scoring;

/// <summary>One watcher over many scenarios, for one symptom or for all.</summary>
/// <param name="Detected">Share of the troubles; 0 to 1. So are the next two, null where the watcher cannot tell.</param>
/// <param name="MedianDelay">Minutes from the onset; null when nothing was detected.</param>
/// <param name="WorstAfterReadable">Minutes.</param>
internal sealed record Summary(
    string Watcher,
    int Troubles,
    double Detected,
    double? Named,
    double? CauseRight,
    double? MedianDelay,
    double? WorstDelay,
    double? WorstAfterReadable,
    double FalseAlarmsPerDay,
    double NotificationsPerTrouble)
{
    public static Summary Of(string watcher, IReadOnlyCollection<ScenarioScore> scores, string? symptom = null)
    {
        var mine = scores.Where(s => s.Watcher == watcher).ToArray();
        var hits = mine.SelectMany(s => s.Hits).Where(h => symptom is null || h.Symptom == symptom).ToArray();
        var delays = hits.Where(h => h.Delay is not null).Select(h => h.Delay!.Value.TotalMinutes).Order().ToArray();
        var named = hits.Where(h => h.Named is not null).ToArray();
        var caused = hits.Where(h => h.CauseRight is not null).ToArray();
        return new Summary(
            watcher,
            hits.Length,
            Share(hits.Count(h => h.Detected), hits.Length),
            named.Length == 0 ? null : Share(named.Count(h => h.Named == true), named.Length),
            caused.Length == 0 ? null : Share(caused.Count(h => h.CauseRight == true), caused.Length),
            delays.Length == 0 ? null : delays[delays.Length / 2],
            delays.Length == 0 ? null : delays[^1],
            hits.Where(h => h.AfterReadable is not null).Select(h => (double?)h.AfterReadable!.Value.TotalMinutes).Max(),
            mine.Sum(s => s.FalseAlarms.Count) / mine.Sum(s => s.Duration.TotalDays),
            hits.Length == 0 ? 0 : symptom is null ? (double)mine.Sum(s => s.Notifications) / hits.Length : hits.Average(h => h.Notifications));
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
