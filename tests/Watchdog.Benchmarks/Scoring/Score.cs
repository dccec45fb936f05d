namespace Watchdog.Benchmarks.Scoring;

/// <summary>How one watcher, Watchdog or a product, did on one trouble.</summary>
/// <param name="Named">Null: it cannot name anything.</param>
/// <param name="CauseRight">Null: no cause is expected, or it cannot tell one.</param>
/// <param name="Delay">From the onset; null when it was not detected.</param>
/// <param name="AfterReadable">From when the evidence could be read; below zero: earlier than CloudWatch had it.</param>
/// <param name="Notifications">Alarms or messages about it while it lasted.</param>
internal sealed record Hit(
    string Scenario, string Symptom, string Resource, bool Detected, bool? Named, bool? CauseRight, TimeSpan? Delay, TimeSpan? AfterReadable, int Notifications);

/// <summary>One watcher over one scenario.</summary>
/// <param name="FalseAlarms">In words, one each.</param>
/// <param name="Phases">Beginnings and ends of incidents that were told; of a product its activations.</param>
internal sealed record ScenarioScore(
    string Watcher, string Scenario, TimeSpan Duration, IReadOnlyList<Hit> Hits, IReadOnlyList<string> FalseAlarms, int Notifications, int Phases);
