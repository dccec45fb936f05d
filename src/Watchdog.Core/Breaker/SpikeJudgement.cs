namespace Watchdog.Core.Breaker;

/// <summary>Whether a function's rate of invocations, or of what arrives for it, is a spike.</summary>
/// <param name="Sentence">The answer with its numbers, for a person.</param>
public abstract record SpikeJudgement(string Sentence)
{
    /// <param name="Rate">Per minute, in the minute that decided; a lower bound when points are still arriving.</param>
    /// <param name="Baseline">The busiest minute before the spike, per minute; null when only the 14 days' history is known.</param>
    /// <param name="Since">The spike's first minute.</param>
    /// <param name="Minutes">How many minutes it has lasted.</param>
    public sealed record Spike(string Sentence, double Rate, double? Baseline, DateTimeOffset Since, int Minutes, SpikeTrend Trend)
        : SpikeJudgement(Sentence)
    {
        /// <summary>What was counted.</summary>
        public string Unit { get; init; } = "invocations/min";

        /// <summary>Whether it is enough only to try the function, not to tell people or to open its circuit.</summary>
        public bool IsWeak { get; init; }
    }

    public sealed record NoSpike(string Sentence) : SpikeJudgement(Sentence);

    /// <param name="Rate">
    /// Invocations/min that would be enough for a spike if only it were known what is usual; null when there is no point at all.
    /// </param>
    public sealed record InsufficientData(string Sentence, double? Rate) : SpikeJudgement(Sentence);
}

/// <summary>How a spike goes on.</summary>
public enum SpikeTrend
{
    Growing,

    /// <summary>The function uses its concurrency limit up.</summary>
    Pinned,

    /// <summary>Neither: a loop of gain 1 without new events from outside looks like this.</summary>
    Level,
}
