using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>A function's reserved concurrency that a circuit holds. Lambda obeys a change at once.</summary>
internal sealed class HeldConcurrency(RecordedConcurrency recorded, IConcurrencyControl control) : IHeldTrigger
{
    public string Name => NameOf(recorded);

    public static string NameOf(RecordedConcurrency recorded) => $"Reserved concurrency of {recorded.Function}";

    public async Task<TriggerLook> LookAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var target = ConcurrencyTarget.For(circuit, recorded);
        if (await control.FindAsync(recorded.Function, cancellationToken) is not { } now)
            return new TriggerLook.Gone();
        if (now.Reserved == target.Reserved)
            return new TriggerLook.Met();
        var words = target.Reserved is { } reserved ? $"set to {reserved} (was {Words(now.Reserved)})" : $"removed (was {Words(now.Reserved)})";
        return new TriggerLook.Differs(Words(now.Reserved), words, ct => control.ChangeAsync(recorded.Function, target.Reserved, ct));
    }

    private static string Words(int? reserved) => reserved?.ToString() ?? "none";
}
