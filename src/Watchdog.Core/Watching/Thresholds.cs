using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;

namespace Watchdog.Core.Watching;

/// <summary>From where on something is trouble, as far as the stack's parameters say; the defaults are those of the options themselves.</summary>
public sealed record Thresholds
{
    public static Thresholds Default { get; } = new();

    public ThrottledOptions Throttled { get; init; } = new();

    public ConcurrencyExhaustionOptions ConcurrencyExhaustion { get; init; } = new();

    public BackpressureOptions Backpressure { get; init; } = new();

    public SpikeOptions Spike { get; init; } = SpikeOptions.Default;

    public BreakerPolicyOptions BreakerPolicy { get; init; } = BreakerPolicyOptions.Default;

    /// <summary>Trouble that lasts is told again after so long; 1 hour to 7 days. Default 4 hours. Faults in the configuration have a week of their own.</summary>
    public TimeSpan RepeatAfter { get; init; } = ConfirmationPolicy.RepeatTrouble;

    /// <exception cref="ArgumentOutOfRangeException">One is out of its range; the message names it and the range.</exception>
    public Thresholds Validated()
    {
        Throttled.Validated();
        ConcurrencyExhaustion.Validated();
        Backpressure.Validated();
        Spike.Validated();
        BreakerPolicy.Validated();
        OptionRange.Check($"{nameof(RepeatAfter)} in hours", RepeatAfter.TotalHours, 1, 7 * 24);
        return this;
    }
}
