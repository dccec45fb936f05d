namespace Watchdog.Core.Breaker;

/// <summary>What a rule has to be like while its circuit is in a state.</summary>
public sealed record RuleTarget(bool Enabled)
{
    /// <summary>Only an open circuit disables a rule: what it would have matched is lost, which is too much for an experiment.</summary>
    public static RuleTarget For(Circuit circuit, RecordedRule recorded) => new(recorded.Enabled && circuit.State != CircuitState.Open);
}
