using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>Brings a circuit's mappings to what its state says. Each step may be repeated, and a failed one does not keep the others from being done.</summary>
/// <param name="Changed">What was asked of Lambda, one sentence each.</param>
/// <param name="Outstanding">What is still to be seen or done, one sentence each; empty: the account is as the state says.</param>
/// <param name="Gone">Mappings that exist no more, one sentence each.</param>
public sealed record CarryResult(ImmutableArray<string> Changed, ImmutableArray<string> Outstanding, ImmutableArray<string> Gone)
{
    public bool IsComplete => Outstanding.IsEmpty;
}

internal sealed class MappingCarrier(IMappingControl control)
{
    public async Task<CarryResult> CarryOutAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        var outstanding = ImmutableArray.CreateBuilder<string>();
        var gone = ImmutableArray.CreateBuilder<string>();
        foreach (var recorded in circuit.Recorded.OfType<RecordedMapping>())
        {
            var name = Describe(circuit.Function, recorded);
            try
            {
                await CarryOutAsync(name, recorded, MappingTarget.For(circuit.State, recorded), changed, outstanding, gone, cancellationToken);
            }
            catch (MappingBusyException)
            {
                outstanding.Add($"{name}: Lambda is still carrying out an earlier change and refuses another; the breaker resumes within a minute.");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The other mappings matter all the same; the record stays unapplied, so that this one is tried again.
                outstanding.Add($"{name}: failed ({e.GetType().Name}: {e.Message}); the breaker tries again within a minute.");
            }
        }
        return new CarryResult(changed.ToImmutable(), outstanding.ToImmutable(), gone.ToImmutable());
    }

    public Task<EventSourceMapping?> FindAsync(string uuid, CancellationToken cancellationToken) => control.FindAsync(uuid, cancellationToken);

    /// <summary>E.g. <c>Mapping 1f… (work -> process-work)</c>.</summary>
    public static string Describe(string function, RecordedMapping recorded) =>
        $"Mapping {recorded.Uuid} ({(Arn.TryParse(recorded.SourceArn, out var arn) ? arn.Resource : recorded.SourceArn)} -> {function})";

    private async Task CarryOutAsync(
        string name,
        RecordedMapping recorded,
        MappingTarget target,
        ImmutableArray<string>.Builder changed,
        ImmutableArray<string>.Builder outstanding,
        ImmutableArray<string>.Builder gone,
        CancellationToken cancellationToken)
    {
        var before = await control.FindAsync(recorded.Uuid, cancellationToken);
        if (before is null)
        {
            gone.Add($"{name}: somebody has deleted it; there is nothing to hold or to restore.");
            return;
        }
        if (target.IsMetBy(before))
            return;
        if (target.IsApproachedBy(before))
        {
            outstanding.Add($"{name}: {before.State}; the breaker looks again within a minute.");
            return;
        }
        if (before.IsChanging)
        {
            outstanding.Add($"{name}: {before.State}; Lambda refuses another change meanwhile, the breaker resumes within a minute.");
            return;
        }
        await control.ChangeAsync(recorded.Uuid, target.ChangeFor(before)!, cancellationToken);
        changed.Add($"{name}: {Words(target, before)}.");
        var after = await control.FindAsync(recorded.Uuid, cancellationToken);
        if (after is not null && !target.IsMetBy(after))
            outstanding.Add($"{name}: {after.State}; the breaker looks again within a minute.");
    }

    private static string Words(MappingTarget target, EventSourceMapping before)
    {
        var words = new List<string>();
        if (target.Enabled != before.IsEnabled)
            words.Add(target.Enabled ? "enabled (was disabled)" : "disabled (was enabled)");
        if (target.Scaling is { } scaling && scaling.MaximumConcurrency != before.MaximumConcurrency)
            words.Add($"maximum concurrency set to {Cap(scaling.MaximumConcurrency)} (was {Cap(before.MaximumConcurrency)})");
        return string.Join(", ", words);
    }

    private static string Cap(int? maximumConcurrency) => maximumConcurrency?.ToString() ?? "none";
}
