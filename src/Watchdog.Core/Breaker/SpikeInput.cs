using System.Collections.Immutable;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker;

/// <summary>What the spike detector looks at.</summary>
/// <param name="PerMinute">
/// The function's invocations, or what arrives at its sources, per minute; best an hour up to now. The newest points may be lower bounds.
/// </param>
public sealed record SpikeInput(Series PerMinute)
{
    /// <summary>What is counted.</summary>
    public string Unit { get; init; } = "invocations/min";

    /// <summary>
    /// Whether what arrives is counted: of a function that stands at its limit invocations cannot grow, and a small step of what arrives counts.
    /// </summary>
    public bool IsArrivals { get; init; }

    /// <summary>
    /// A time by which the function is known to have existed: from then on a minute without a point is a minute without invocations, and an
    /// idle function has the baseline 0. Null: known only from its first point on.
    /// </summary>
    public DateTimeOffset? ExistsSince { get; init; }

    /// <summary>The busiest minute of each hour of the last 14 days, per minute, without the hours of proven loops; empty when not known.</summary>
    public ImmutableArray<double> HourlyMaxima { get; init; } = [];

    /// <summary>Null when not known.</summary>
    public ConcurrencyUse? Concurrency { get; init; }

    /// <summary>How the queue that triggers the function has changed lately; null when not known, or when it is no queue.</summary>
    public SourceChange? Source { get; init; }
}

/// <param name="Used">The highest number of concurrent executions of the newest minute.</param>
/// <param name="Limit">The smallest of what the mapping, the function's reservation and the account's pool allow.</param>
public sealed record ConcurrencyUse(double Used, double Limit);

/// <summary>A queue's messages, visible and in flight together, some minutes ago and now.</summary>
public sealed record SourceChange(long Before, long Now)
{
    /// <summary>
    /// In how many of the newest minutes, one after the other, it held more than at any time of the quarter of an hour before them and more than a
    /// minute earlier: what comes stays. SQS tells so without CloudWatch's delay.
    /// </summary>
    public int FillingMinutes { get; init; }
}
