namespace Watchdog.Core.Breaker;

/// <summary>What an open circuit does by itself.</summary>
public sealed record BreakerOptions
{
    private static readonly TimeSpan LongestCoolDown = TimeSpan.FromHours(24);

    public static BreakerOptions Default { get; } = new();

    /// <summary>
    /// Whether an open circuit lets a trickle through after its cool-down, to see whether the loop is gone. Default false: a person probes or
    /// resets.
    /// </summary>
    public bool AutoProbe { get; init; }

    /// <summary>
    /// Time from the opening to the first automatic probe; each probe that shows the loop again doubles it, up to 24 h. Default 15 min; 1 min
    /// to 24 h.
    /// </summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(15);

    /// <returns>When the next automatic probe of an open circuit is due; null: never.</returns>
    public DateTimeOffset? ProbeDueAt(Circuit circuit)
    {
        if (!AutoProbe || circuit.State != CircuitState.Open)
            return null;
        // Eleven doublings of the shortest time are more than a day already.
        var wait = CoolDown * (1 << Math.Clamp(circuit.FailedProbes, 0, 11));
        return circuit.Since + (wait < LongestCoolDown ? wait : LongestCoolDown);
    }

    /// <exception cref="ArgumentOutOfRangeException">The time is out of its range.</exception>
    public BreakerOptions Validated() => CoolDown >= TimeSpan.FromMinutes(1) && CoolDown <= LongestCoolDown
        ? this
        : throw new ArgumentOutOfRangeException(nameof(CoolDown), CoolDown, "CoolDown must be from 1 minute to 24 hours.");
}
