namespace Watchdog.Core.Breaker;

/// <summary>When a rate of invocations, or of arrivals, counts as a spike.</summary>
public sealed record SpikeOptions
{
    public static SpikeOptions Default { get; } = new();

    /// <summary>Below this a rate is never a spike, however quiet it was before. Invocations/min; default 100; 1 to 1,000,000.</summary>
    public double Floor { get; init; } = 100;

    /// <summary>
    /// One minute at this multiple of the busiest baseline minute is a spike at once. Times; default 10; 2 to 1000. A loop goes to a
    /// concurrency limit within seconds to a few minutes, so it is seldom near this line for long.
    /// </summary>
    public double FarRatio { get; init; } = 10;

    /// <summary>This multiple is enough where it is sustained and still grows or stands at a limit. Times; default 3; 1.5 to 100.</summary>
    public double SustainedRatio { get; init; } = 3;

    /// <summary>
    /// This multiple of what arrives is enough at a function that stands at its concurrency limit: a loop that has joined outside traffic shows
    /// there and nowhere else. Enough to try the function. Times; default 1.5; 1.1 to 10.
    /// </summary>
    public double JoinedRatio { get; init; } = 1.5;

    /// <summary>
    /// A rate that has grown for so long, from minute to minute, and is at <see cref="SustainedRatio"/> by now, is enough to try the function: a
    /// loop whose turns take seconds comes on like that. Minutes; default 2; 2 to 30.
    /// </summary>
    public int GrowingMinutes { get; init; } = 2;

    /// <summary>One minute at this multiple, and growing, is enough to try the function. Times; default 5; 2 to 100.</summary>
    public double RisingRatio { get; init; } = 5;

    /// <summary>How long "sustained" is. Minutes; default 3; 2 to 30.</summary>
    public int SustainedMinutes { get; init; } = 3;

    /// <summary>
    /// How long "sustained" is for a function that stands at its concurrency limit: it cannot grow any more. Minutes; default 2; 1 to 30.
    /// </summary>
    public int PinnedMinutes { get; init; } = 2;

    /// <summary>The rate must also be this multiple of the busiest minute of the last 14 days, where that is known. Times; default 2; 1 to 100.</summary>
    public double HistoryRatio { get; init; } = 2;

    /// <summary>So many minutes before the spike are needed to speak of a baseline. Minutes; default 5; 1 to 1440.</summary>
    public int BaselineMinutes { get; init; } = 5;

    /// <summary>A spike that has come down to less than this share of its peak is over. Share; default 0.5; 0.1 to 0.9.</summary>
    public double FallingShare { get; init; } = 0.5;

    /// <summary>
    /// From this share of a concurrency limit on a function counts as pinned at it. Share; default 0.9; 0.5 to 1.
    /// </summary>
    public double PinnedShare { get; init; } = 0.9;

    /// <summary>
    /// A source that has lost this share of its messages while the function ran is being drained, which a loop of gain 1 or more never
    /// does. Share; default 0.1; 0.01 to 1.
    /// </summary>
    public double DrainedShare { get; init; } = 0.1;

    /// <summary>
    /// How long after its end a minute without a point counts as a minute without invocations, rather than as one whose point is late.
    /// Minutes; default 3 (CloudWatch's own delay is 1 to 2); 1 to 15.
    /// </summary>
    public int SettleMinutes { get; init; } = 3;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it and the range.</exception>
    public SpikeOptions Validated()
    {
        OptionRange.Check(nameof(Floor), Floor, 1, 1_000_000);
        OptionRange.Check(nameof(FarRatio), FarRatio, 2, 1000);
        OptionRange.Check(nameof(SustainedRatio), SustainedRatio, 1.5, 100);
        OptionRange.Check(nameof(JoinedRatio), JoinedRatio, 1.1, 10);
        OptionRange.Check(nameof(RisingRatio), RisingRatio, 2, 100);
        OptionRange.Check(nameof(SustainedMinutes), SustainedMinutes, 2, 30);
        OptionRange.Check(nameof(GrowingMinutes), GrowingMinutes, 2, 30);
        OptionRange.Check(nameof(PinnedMinutes), PinnedMinutes, 1, 30);
        OptionRange.Check(nameof(HistoryRatio), HistoryRatio, 1, 100);
        OptionRange.Check(nameof(BaselineMinutes), BaselineMinutes, 1, 1440);
        OptionRange.Check(nameof(FallingShare), FallingShare, 0.1, 0.9);
        OptionRange.Check(nameof(PinnedShare), PinnedShare, 0.5, 1);
        OptionRange.Check(nameof(DrainedShare), DrainedShare, 0.01, 1);
        OptionRange.Check(nameof(SettleMinutes), SettleMinutes, 1, 15);
        return this;
    }
}
