using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker;

/// <summary>
/// What SQS itself tells of the minutes that CloudWatch has not published yet: CloudWatch is one to three minutes late, and a loop takes seconds.
/// </summary>
public static class QueueEstimates
{
    /// <param name="counted">Messages that arrived or were worked off, from CloudWatch.</param>
    /// <param name="growth">By how much the queues grew: so many at least have arrived.</param>
    /// <param name="inFlight">Messages in flight at the end of each minute.</param>
    /// <param name="milliseconds">How long one is in flight: the function's average duration; null when not known.</param>
    /// <returns>
    /// What was counted, or the growth where that is more; and for minutes after the last that was counted, if that stood out of those before,
    /// what must come and go for so many to be in flight (Little's law). Alone that would mistake a function that has become slow for one that
    /// has more to do.
    /// </returns>
    public static Series Extend(Series counted, Series growth, Series inFlight, double? milliseconds)
    {
        var bounds = counted.AtLeast(growth);
        return milliseconds is > 0 and var duration
            && counted.LastIndex is { } last
            && Noise.IsBeyond(counted[last]!.Value, Enumerable.Range(0, last).Select(i => counted[i] ?? 0), Noise.Likely)
                ? bounds.AtLeast(new Series(
                    inFlight.Window, [.. inFlight.Points.Select((messages, i) => inFlight.TimeAt(i) > counted.TimeAt(last) ? messages * 60_000 / duration : null)]))
                : bounds;
    }
}
