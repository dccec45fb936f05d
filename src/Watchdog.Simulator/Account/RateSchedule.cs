namespace Watchdog.Simulator.Account;

/// <summary>A rate that changes over time.</summary>
/// <param name="steps">In the order of their times; before the first the rate is 0.</param>
/// <param name="ramp">Whether the rate goes in a straight line from one step to the next instead of jumping.</param>
internal sealed class RateSchedule(IReadOnlyList<RateStep> steps, bool ramp)
{
    private int current = -1;

    /// <summary>The rate per second. Seconds are asked for in ascending order.</summary>
    public double At(int second)
    {
        while (current + 1 < steps.Count && steps[current + 1].At.TotalSeconds <= second) current++;
        if (current < 0) return 0;
        var from = steps[current];
        if (!ramp || current + 1 == steps.Count) return from.PerSecond;
        var to = steps[current + 1];
        return from.PerSecond + (to.PerSecond - from.PerSecond) * (second - from.At.TotalSeconds) / (to.At - from.At).TotalSeconds;
    }
}

/// <param name="At">From the start of the simulation.</param>
public sealed record RateStep(TimeSpan At, double PerSecond);
