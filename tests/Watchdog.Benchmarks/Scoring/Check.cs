namespace Watchdog.Benchmarks.Scoring;

/// <summary>What the scoreboard has to show.</summary>
/// <param name="Details">What speaks against it, one line each.</param>
internal sealed record Check(string Claim, bool Holds, IReadOnlyList<string> Details)
{
    private const double CausesRight = 0.95;

    public static IReadOnlyList<Check> Of(IReadOnlyCollection<ScenarioScore> scores, IReadOnlyList<string> products)
    {
        var watchdog = scores.Where(s => s.Watcher == WatchdogScore.Name).ToArray();
        var hits = watchdog.SelectMany(s => s.Hits).ToArray();
        var missed = hits.Where(h => h.Named != true).Select(h => $"{h.Scenario}: {h.Symptom} {h.Resource} {(h.Detected ? "told under another name" : "missed")}").ToArray();
        var wrong = hits.Where(h => h.CauseRight == false).Select(h => $"{h.Scenario}: {h.Symptom} {h.Resource}").ToArray();
        var causes = hits.Count(h => h.CauseRight is not null);
        var late = hits.Where(h => h.AfterReadable > GroundTruth.BudgetOf(h.Symptom))
            .Select(h => $"{h.Scenario}: {h.Symptom} {h.Resource} {h.AfterReadable!.Value.TotalMinutes:0.0} min after its evidence").ToArray();
        var alarms = watchdog.SelectMany(s => s.FalseAlarms).ToArray();
        var chatty = watchdog.Where(s => s.Notifications > s.Phases).Select(s => $"{s.Scenario}: {s.Notifications} messages, {s.Phases} phases").ToArray();
        var better = products.SelectMany(p => Better(p, scores)).ToArray();
        return
        [
            new("every trouble is detected under its right name", missed.Length == 0, missed),
            new($"the cause is right in at least {CausesRight:P0} ({causes - wrong.Length} of {causes})", causes == 0 || wrong.Length <= (1 - CausesRight) * causes, wrong),
            new("told within 5 minutes of its evidence being readable, 3 for Throttled, ErrorStall and RecursiveLoop", late.Length == 0, late),
            new("no false alarm", alarms.Length == 0, alarms),
            new("at most one message per incident and phase", chatty.Length == 0, chatty),
            new("no product is better in any row", better.Length == 0, better),
        ];
    }

    /// <summary>The rows in which a product is as good as Watchdog in what it detects, and the ones in which it is sooner but noisier.</summary>
    public static IEnumerable<string> Remarks(IReadOnlyCollection<ScenarioScore> scores, IReadOnlyList<string> products)
    {
        foreach (var symptom in Symptoms(scores))
        {
            var ours = Summary.Of(WatchdogScore.Name, scores, symptom);
            var equal = products.Select(p => Summary.Of(p, scores, symptom)).Where(t => t.Detected >= ours.Detected).ToArray();
            if (equal.Length > 0)
                yield return $"{symptom}: as many are detected by " + string.Join(", ", equal.Select(t => Invariant(
                    $"{t.Watcher} ({(t.MedianDelay < ours.MedianDelay ? $"sooner, {t.MedianDelay:0.#} against {ours.MedianDelay:0.#} min" : "no sooner")}, {t.FalseAlarmsPerDay:0.0} false alarms a day)")));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> Symptoms(IEnumerable<ScenarioScore> scores) =>
        [.. scores.SelectMany(s => s.Hits).Select(h => h.Symptom).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>More is detected; or as much is, sooner, and without more false alarms.</summary>
    private static IEnumerable<string> Better(string product, IReadOnlyCollection<ScenarioScore> scores) =>
        from symptom in Symptoms(scores)
        let ours = Summary.Of(WatchdogScore.Name, scores, symptom)
        let theirs = Summary.Of(product, scores, symptom)
        where theirs.Detected > ours.Detected
            || (theirs.Detected == ours.Detected && theirs.MedianDelay < ours.MedianDelay && theirs.FalseAlarmsPerDay <= ours.FalseAlarmsPerDay)
        select $"{symptom}: {product} detects {theirs.Detected:P0} (Watchdog {ours.Detected:P0}), median {theirs.MedianDelay:0.0} min (Watchdog {ours.MedianDelay:0.0})";
}
