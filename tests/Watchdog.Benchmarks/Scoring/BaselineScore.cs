using Watchdog.Benchmarks.Baselines;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Scoring;

/// <summary>
/// Compares a product's alarms with what was really there: a trouble is detected when an alarm on one of its resources enters ALARM while
/// it lasts; an alarm that enters ALARM while nothing is the matter with its resource is a false one.
/// </summary>
internal static class BaselineScore
{
    public static ScenarioScore Of(string product, Scenario scenario, IReadOnlyList<Activation> activations, IReadOnlyList<GroundTruth> truths) => new(
        product,
        scenario.Name,
        scenario.Duration,
        [.. truths.Select(truth => Judge(scenario.Name, truth, activations))],
        [
            .. activations
                .Where(a => !truths.Any(t => t.Excuses(a.At) && (t.Related.Contains(a.Resource) || a.Resource == "account")))
                .Select(a => $"{scenario.Name}: {a.Alarm} {a.Resource} at minute {a.At.TotalMinutes:0}"),
        ],
        activations.Count,
        activations.Count);

    private static Hit Judge(string scenario, GroundTruth truth, IReadOnlyList<Activation> activations)
    {
        var mine = activations.Where(a => truth.Related.Contains(a.Resource) && truth.Lasts(a.At)).OrderBy(a => a.At).ToArray();
        var first = mine.FirstOrDefault();
        return new Hit(
            scenario, truth.Symptom, truth.Expected.Resource, first is not null, Named: null, CauseRight: null,
            first?.At - truth.Expected.From, first?.At - truth.ReadableAt, mine.Length);
    }
}
