using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>What a mapping has to be like while its circuit is in a state.</summary>
/// <param name="Enabled">Whether it is enabled.</param>
/// <param name="Scaling">The maximum concurrency, whose inner null is "no cap"; null: whatever it is.</param>
/// <param name="Reading">How a stream is read; null: however it is.</param>
public sealed record MappingTarget(bool Enabled, ScalingChange? Scaling, RecordedReading? Reading = null)
{
    /// <summary>The smallest maximum concurrency that Lambda allows.</summary>
    public const int Trickle = 2;

    // A cap that a trial has set stays: reset takes it off again, and one change is safer than two.
    private static readonly MappingTarget Disabled = new(Enabled: false, null);

    public static MappingTarget For(Circuit circuit, RecordedMapping recorded)
    {
        var isOwn = recorded.Function == circuit.Function;
        return circuit.State switch
        {
            CircuitState.Closed => AsRecorded(recorded),
            // What was disabled before the breaker came stays so.
            _ when !recorded.Enabled => Disabled,
            CircuitState.Open => isOwn ? Disabled : AsRecorded(recorded),
            CircuitState.Contained or CircuitState.HalfOpen => circuit.Trial switch
            {
                { Phase: TrialPhase.Pause } => Disabled,
                { } trial when trial.HopOf(recorded.Function) is { } hop => Trickling(recorded, Math.Max(hop.Trickle, Trickle), hop.Trickle),
                { } => Trickling(recorded, Trickle, records: 1),
                null when !isOwn => AsRecorded(recorded),
                // Without a plan: as little as there can be. A stream waits at its position, and so do the messages of provisioned pollers.
                null when circuit.State == CircuitState.HalfOpen || (IsQueue(recorded) && !recorded.IsProvisioned) => Trickling(recorded, Trickle, records: 1),
                null => Disabled,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(circuit), circuit.State, null),
        };
    }

    /// <summary>Whether the mapping is like this, with no change under way.</summary>
    public bool IsMetBy(EventSourceMapping mapping) => ChangeFor(mapping) is null && !mapping.IsChanging;

    /// <summary>Whether Lambda is on the way to this and needs no further request.</summary>
    public bool IsApproachedBy(EventSourceMapping mapping) =>
        mapping.IsChanging && ScalingIsMet(mapping) && ReadingIsMet(mapping) && mapping.State == (Enabled ? "Enabling" : "Disabling");

    /// <returns>Null when the mapping is like this.</returns>
    public MappingChange? ChangeFor(EventSourceMapping mapping)
    {
        bool? enabled = (Enabled ? mapping.IsEnabled : mapping.IsDisabled) ? null : Enabled;
        var scaling = ScalingIsMet(mapping) ? null : Scaling;
        var reading = ReadingIsMet(mapping) ? null : Reading;
        return enabled is null && scaling is null && reading is null
            ? null
            : new MappingChange(enabled, scaling, reading?.BatchSize, reading?.ParallelizationFactor);
    }

    // Only queues can be capped, and only where the pollers are not provisioned; only streams and tables are read in parallel.
    private static MappingTarget AsRecorded(RecordedMapping recorded) => new(
        recorded.Enabled, IsQueue(recorded) && !recorded.IsProvisioned ? new ScalingChange(recorded.MaximumConcurrency) : null, recorded.Stream);

    // One batch of each shard at a time.
    private static MappingTarget Trickling(RecordedMapping recorded, int concurrency, int records) => IsQueue(recorded)
        ? AsRecorded(recorded) with
        {
            Scaling = recorded.IsProvisioned ? null : new ScalingChange(Math.Min(concurrency, recorded.MaximumConcurrency ?? int.MaxValue)),
        }
        : AsRecorded(recorded) with
        {
            Reading = recorded.Stream is { } stream ? new RecordedReading(Math.Clamp(records, 1, stream.BatchSize), ParallelizationFactor: 1) : null,
        };

    private bool ScalingIsMet(EventSourceMapping mapping) => Scaling is null || Scaling.MaximumConcurrency == mapping.MaximumConcurrency;

    private bool ReadingIsMet(EventSourceMapping mapping) =>
        Reading is null || (Reading.BatchSize == mapping.BatchSize && Reading.ParallelizationFactor == (mapping.Stream?.ParallelizationFactor ?? 1));

    private static bool IsQueue(RecordedMapping recorded) => Arn.TryParse(recorded.SourceArn, out var arn) && arn.Service == "sqs";
}
