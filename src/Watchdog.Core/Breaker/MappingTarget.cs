using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>What a mapping has to be like while its circuit is in a state.</summary>
/// <param name="Enabled">Whether it is enabled.</param>
/// <param name="Scaling">The maximum concurrency, whose inner null is "no cap"; null: whatever it is.</param>
public sealed record MappingTarget(bool Enabled, ScalingChange? Scaling)
{
    /// <summary>The smallest maximum concurrency that Lambda allows.</summary>
    public const int Trickle = 2;

    public static MappingTarget For(CircuitState state, RecordedMapping recorded) => state switch
    {
        CircuitState.Closed => new(recorded.Enabled, IsQueue(recorded) ? new ScalingChange(recorded.MaximumConcurrency) : null),
        // A cap that containing has set stays: reset takes it off again, and one change is safer than two.
        CircuitState.Open => new(Enabled: false, null),
        // Only queues can be capped. A stream waits at its position instead, and loses nothing.
        CircuitState.Contained => IsQueue(recorded) ? new(recorded.Enabled, new ScalingChange(Trickle)) : new(Enabled: false, null),
        // What was disabled before the breaker came stays so.
        CircuitState.HalfOpen => new(recorded.Enabled, IsQueue(recorded) ? new ScalingChange(Trickle) : null),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Whether the mapping is like this, with no change under way.</summary>
    public bool IsMetBy(EventSourceMapping mapping) => ChangeFor(mapping) is null && !mapping.IsChanging;

    /// <summary>Whether Lambda is on the way to this and needs no further request.</summary>
    public bool IsApproachedBy(EventSourceMapping mapping) =>
        mapping.IsChanging && ScalingIsMet(mapping) && mapping.State == (Enabled ? "Enabling" : "Disabling");

    /// <returns>Null when the mapping is like this.</returns>
    public MappingChange? ChangeFor(EventSourceMapping mapping)
    {
        bool? enabled = (Enabled ? mapping.IsEnabled : mapping.IsDisabled) ? null : Enabled;
        var scaling = ScalingIsMet(mapping) ? null : Scaling;
        return enabled is null && scaling is null ? null : new MappingChange(enabled, scaling);
    }

    private bool ScalingIsMet(EventSourceMapping mapping) => Scaling is null || Scaling.MaximumConcurrency == mapping.MaximumConcurrency;

    private static bool IsQueue(RecordedMapping recorded) => Arn.TryParse(recorded.SourceArn, out var arn) && arn.Service == "sqs";
}
