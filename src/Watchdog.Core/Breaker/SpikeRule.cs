namespace Watchdog.Core.Breaker;

/// <summary>One way in which a rate can be a spike.</summary>
/// <param name="Ratio">Times the busiest minute before.</param>
/// <param name="Minutes">For so long at least.</param>
/// <param name="HistoryRatio">Times the busiest minute of the last 14 days.</param>
/// <param name="NeedsCourse">Whether it must grow or stand at a limit.</param>
internal sealed record SpikeRule(double Ratio, int Minutes, double HistoryRatio, bool NeedsCourse)
{
    /// <summary>Whether it is enough only to try the function, which delays what comes and loses nothing.</summary>
    public bool IsWeak { get; init; }

    /// <summary>Whether it begins with the first minute that stood out of what varies anyway, however little.</summary>
    public bool FromFirstSign { get; init; }

    public static IReadOnlyList<SpikeRule> Strong(SpikeOptions options) =>
    [
        new(options.FarRatio, 1, options.HistoryRatio, NeedsCourse: false),
        new(options.SustainedRatio, options.SustainedMinutes, options.HistoryRatio, NeedsCourse: true),
    ];

    /// <param name="isJoined">Whether what arrives is looked at, at a function that stands at its limit.</param>
    public static IReadOnlyList<SpikeRule> Weak(SpikeOptions options, bool isJoined)
    {
        var growing = new SpikeRule(options.SustainedRatio, options.GrowingMinutes, options.HistoryRatio, NeedsCourse: true) { IsWeak = true, FromFirstSign = true };
        var joined = new SpikeRule(options.JoinedRatio, options.PinnedMinutes, Math.Min(options.HistoryRatio, options.JoinedRatio), NeedsCourse: true) { IsWeak = true };
        // Of one minute that is far over, but low yet, it is enough that it will be high before it could be read.
        var rising = new SpikeRule(options.RisingRatio, 1, options.HistoryRatio, NeedsCourse: true) { IsWeak = true };
        return isJoined ? [joined, growing, rising] : [growing, rising];
    }
}
