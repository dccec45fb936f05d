using System.Collections.Immutable;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>What bringing a circuit's triggers to what its state says has come to.</summary>
/// <param name="Changed">What was asked of AWS, one sentence each.</param>
/// <param name="Outstanding">What is still to be seen or done, one sentence each; empty: the account is as the state says.</param>
/// <param name="Gone">Triggers that exist no more, one sentence each.</param>
public sealed record CarryResult(ImmutableArray<string> Changed, ImmutableArray<string> Outstanding, ImmutableArray<string> Gone)
{
    public static CarryResult Nothing { get; } = new([], [], []);

    public bool IsComplete => Outstanding.IsEmpty;
}

/// <summary>Brings a circuit's triggers to what its state says. Each step may be repeated, and a failed one does not keep the others from being done.</summary>
internal sealed class TriggerCarrier(TriggerControls controls)
{
    public async Task<CarryResult> CarryOutAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        var outstanding = ImmutableArray.CreateBuilder<string>();
        var gone = ImmutableArray.CreateBuilder<string>();
        foreach (var trigger in circuit.Recorded.Select(controls.Of))
        {
            try
            {
                await CarryOutAsync(trigger, circuit, changed, outstanding, gone, cancellationToken);
            }
            catch (MappingBusyException)
            {
                outstanding.Add($"{trigger.Name}: Lambda is still carrying out an earlier change and refuses another; the breaker resumes within a minute.");
            }
            catch (TriggerBusyException e)
            {
                outstanding.Add($"{trigger.Name}: {e.Message} The breaker resumes within a minute.");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The other triggers matter all the same; the record stays unapplied, so that this one is tried again.
                outstanding.Add($"{trigger.Name}: failed ({e.GetType().Name}: {e.Message}); the breaker tries again within a minute.");
            }
        }
        return new CarryResult(changed.ToImmutable(), outstanding.ToImmutable(), gone.ToImmutable());
    }

    /// <summary>What somebody else has changed of an applied circuit's triggers, and what could not be looked at; one sentence each.</summary>
    public async Task<(ImmutableArray<string> Deviations, ImmutableArray<string> Unseen)> CompareAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var deviations = ImmutableArray.CreateBuilder<string>();
        var unseen = ImmutableArray.CreateBuilder<string>();
        foreach (var trigger in circuit.Recorded.Select(controls.Of))
        {
            try
            {
                var now = await trigger.LookAsync(circuit, cancellationToken) switch
                {
                    TriggerLook.Differs differs => differs.Now,
                    TriggerLook.Changing changing => changing.Now,
                    // A deleted one cannot be held, and must stay recorded: the next reset says so.
                    _ => null,
                };
                if (now is not null)
                    deviations.Add(
                        $"{trigger.Name} is {now}, though its circuit is {circuit.State.Word()}: somebody has changed it. "
                        + "The breaker puts it back; reset the circuit to give it back for good.");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                unseen.Add($"{trigger.Name}: could not be looked at ({e.GetType().Name}: {e.Message}); the breaker looks again within a minute.");
            }
        }
        return (deviations.ToImmutable(), unseen.ToImmutable());
    }

    private static async Task CarryOutAsync(
        IHeldTrigger trigger,
        Circuit circuit,
        ImmutableArray<string>.Builder changed,
        ImmutableArray<string>.Builder outstanding,
        ImmutableArray<string>.Builder gone,
        CancellationToken cancellationToken)
    {
        switch (await trigger.LookAsync(circuit, cancellationToken))
        {
            case TriggerLook.Gone:
                gone.Add($"{trigger.Name}: somebody has deleted it; there is nothing to hold or to restore.");
                break;
            case TriggerLook.Changing changing:
                outstanding.Add($"{trigger.Name}: {changing.Now}; {changing.Advice}.");
                break;
            case TriggerLook.Differs differs:
                await differs.ChangeAsync(cancellationToken);
                changed.Add($"{trigger.Name}: {differs.Change}.");
                var now = await trigger.LookAsync(circuit, cancellationToken) switch
                {
                    TriggerLook.Changing after => after.Now,
                    TriggerLook.Differs after => after.Now,
                    _ => null,
                };
                if (now is not null)
                    outstanding.Add($"{trigger.Name}: {now}; the breaker looks again within a minute.");
                break;
        }
    }
}
