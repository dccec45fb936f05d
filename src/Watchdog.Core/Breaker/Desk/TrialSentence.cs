using Watchdog.Core.Text;

namespace Watchdog.Core.Breaker;

/// <summary>Says what the experiment of a contained or half-open circuit does.</summary>
internal static class TrialSentence
{
    public static string Of(Circuit circuit, TrialOutlook outlook)
    {
        var does = circuit.Trial switch
        {
            null => $"No experiment could be planned; the triggers are choked since {Say.Time(circuit.Since)}.",
            { Phase: TrialPhase.Pause } trial =>
                $"Nothing is let through since {Say.Time(trial.Spans[^1].From)}, of what calls without a mapping one execution at a time, to see whether arrivals fall with it.",
            { } trial => $"A trickle is let through since {Say.Time(trial.Spans[^1].From)}, to see whether what it writes comes back.",
        };
        var ends = (outlook.DecidedBy, circuit.Trial) switch
        {
            ({ } by, _) => $"It is decided by {Say.Time(by)} at the latest.",
            (null, null) => "It stays so until somebody trips or resets the circuit.",
            _ => "It is decided as soon as enough was measured.",
        };
        return outlook.SpeaksForLoop is { } sentence ? $"{does} {ends} So far: {sentence}" : $"{does} {ends}";
    }
}
