namespace Watchdog.Core.Breaker;

public sealed record BreakerPolicyOptions
{
    public static BreakerPolicyOptions Default { get; } = new();

    /// <summary>
    /// So many circuits of all functions together opened or being tried within an hour, and the breaker only alerts. Circuits/hour; default 5;
    /// 1 to 100.
    /// </summary>
    public int TripsPerHour { get; init; } = 5;

    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public BreakerPolicyOptions Validated()
    {
        OptionRange.Check(nameof(TripsPerHour), TripsPerHour, 1, 100);
        return this;
    }
}
