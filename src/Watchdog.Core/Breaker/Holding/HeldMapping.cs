using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>An event source mapping that a circuit holds. Lambda takes seconds to minutes for a change, and refuses another one meanwhile.</summary>
internal sealed class HeldMapping(RecordedMapping recorded, IMappingControl control) : IHeldTrigger
{
    public string Name => NameOf(recorded);

    public static string NameOf(RecordedMapping recorded) => $"Mapping {recorded.Uuid} ({SourceOf(recorded)} -> {recorded.Function})";

    public static string SourceOf(RecordedMapping recorded) => Arn.TryParse(recorded.SourceArn, out var arn) ? arn.Resource : recorded.SourceArn;

    public async Task<TriggerLook> LookAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var target = MappingTarget.For(circuit, recorded);
        var mapping = await control.FindAsync(recorded.Uuid, cancellationToken);
        if (mapping is null)
            return new TriggerLook.Gone();
        if (target.IsMetBy(mapping))
            return new TriggerLook.Met();
        if (target.IsApproachedBy(mapping))
            return new TriggerLook.Changing(mapping.State, "the breaker looks again within a minute");
        if (mapping.IsChanging)
            return new TriggerLook.Changing(mapping.State, "Lambda refuses another change meanwhile, the breaker resumes within a minute");
        var now = $"{mapping.State} with maximum concurrency {Cap(mapping.MaximumConcurrency)}";
        if (mapping.Stream is { } stream)
            now = $"{mapping.State} with batch size {mapping.BatchSize} and parallelization factor {stream.ParallelizationFactor}";
        return new TriggerLook.Differs(
            now, Words(target, mapping), async ct => await control.ChangeAsync(recorded.Uuid, target.ChangeFor(mapping)!, ct));
    }

    private static string Words(MappingTarget target, EventSourceMapping before)
    {
        var words = new List<string>();
        if (target.Enabled != before.IsEnabled)
            words.Add(target.Enabled ? "enabled (was disabled)" : "disabled (was enabled)");
        if (target.Scaling is { } scaling && scaling.MaximumConcurrency != before.MaximumConcurrency)
            words.Add($"maximum concurrency set to {Cap(scaling.MaximumConcurrency)} (was {Cap(before.MaximumConcurrency)})");
        if (target.Reading is { } reading && reading.BatchSize != before.BatchSize)
            words.Add($"batch size set to {reading.BatchSize} (was {before.BatchSize})");
        if (target.Reading is { } parallel && before.Stream is { } stream && parallel.ParallelizationFactor != stream.ParallelizationFactor)
            words.Add($"parallelization factor set to {parallel.ParallelizationFactor} (was {stream.ParallelizationFactor})");
        return string.Join(", ", words);
    }

    private static string Cap(int? maximumConcurrency) => maximumConcurrency?.ToString() ?? "none";
}
