using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// The account-wide metrics of one tick: exact sums over all functions, three metrics a minute ($1.30 a month) however many functions there are,
/// and two more every second minute for the pool ($0.43).
/// </summary>
/// <param name="Claimed">Null in a minute in which the pool is not looked at. So is Unreserved.</param>
public sealed record AccountSums(Series Invocations, Series Errors, Series Throttles, Series? Claimed, Series? Unreserved)
{
    /// <summary>How far back; the points cost nothing, and what is usual is in them.</summary>
    public const int WindowMinutes = 180;

    public static MetricQuery[] Queries(bool withPool) =>
    [
        LambdaMetrics.Invocations(), LambdaMetrics.Errors(), LambdaMetrics.Throttles(),
        .. withPool ? [LambdaMetrics.ClaimedAccountConcurrency(), LambdaMetrics.UnreservedConcurrentExecutions()] : Array.Empty<MetricQuery>(),
    ];

    /// <summary>Errors and throttles end with the newest minute of which anything is published: CloudWatch may be minutes late for all.</summary>
    public static AccountSums From(IReadOnlyDictionary<MetricQuery, Series> metrics)
    {
        var (invocations, errors, throttles) = (metrics[LambdaMetrics.Invocations()], metrics[LambdaMetrics.Errors()], metrics[LambdaMetrics.Throttles()]);
        var end = 1 + Math.Max(invocations.LastIndex ?? 0, Math.Max(errors.LastIndex ?? 0, throttles.LastIndex ?? 0));
        return new AccountSums(
            invocations,
            errors.Before(end),
            throttles.Before(end),
            metrics.GetValueOrDefault(LambdaMetrics.ClaimedAccountConcurrency()),
            metrics.GetValueOrDefault(LambdaMetrics.UnreservedConcurrentExecutions()));
    }
}
