using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// The concurrency that the account's functions share is nearly used up: it climbs and will be reached soon, or it has stood close to its limit
/// for minutes. An early warning: once functions are refused, <see cref="Throttled"/> says so and says more.
/// </summary>
public static class ConcurrencyExhaustion
{
    /// <summary>What the incident is about.</summary>
    public static readonly ResourceId Account = new(ResourceKind.Account, "account");

    /// <param name="use">Of the pool, per minute; see <see cref="PoolUse"/>.</param>
    /// <param name="isTold">Whether an incident is open: it ends only clearly below where it began.</param>
    public static Judgement Judge(Series use, AccountLimits limits, bool isTold, ConcurrencyExhaustionOptions options) =>
        Look(use, limits, isTold, options) is { } look
            ? look.Because is { } because ? new Judgement.Healthy(Symptom.ConcurrencyExhaustion, Account, because) : new Judgement.Trouble(Describe(look, use, limits, []))
            : new Judgement.InsufficientData(Symptom.ConcurrencyExhaustion, Account, "too few readable minutes");

    /// <summary>The finding with the names of those who use the pool, the largest first.</summary>
    public static Finding WithUsers(Finding finding, AccountLimits limits, ImmutableArray<ConcurrencyUser> users)
    {
        if (users.FirstOrDefault() is not { } first)
            return finding;
        var named = users.Take(5).ToImmutableArray();
        var list = Say.List([.. named.Select(u => $"{u.Function} with {Say.Number(u.ConcurrentExecutions)}")]);
        var pool = limits.UnreservedConcurrentExecutions;
        return finding with
        {
            Cause = first.ConcurrentExecutions >= MainUserShare * pool
                ? Cause.Of(ResourceId.Function(first.Function), $"{first.Function} uses {Say.Number(first.ConcurrentExecutions)} of the {Say.Number(pool)}. The largest users: {list}.")
                : Cause.Limit(Cause.AccountConcurrency, $"No single function is to blame. The largest users: {list}."),
            Evidence = [.. finding.Evidence, .. named.Select(u => new Evidence($"used by {u.Function}", u.ConcurrentExecutions, "concurrent executions"))],
        };
    }

    /// <summary>Share of the pool from which on one function is named as the cause.</summary>
    private const double MainUserShare = 0.4;

    private static Outlook? Look(Series use, AccountLimits limits, bool isTold, ConcurrencyExhaustionOptions options)
    {
        var pool = limits.UnreservedConcurrentExecutions;
        if (use.Tail(options.PinnedMinutes + 2).Count < options.PinnedMinutes || use.LastIndex is not { } newest || pool <= 0)
            return null;
        var now = use[newest]!.Value / pool;
        var recent = use.Before(newest + 1).Tail(options.PinnedMinutes);
        if (recent.Points.All(p => p >= options.PinnedShare * pool))
            return new Outlook(now, null, null);
        var trend = Trend.Of(use.Before(newest + 1).Tail(options.TrendMinutes), options.MinimumPoints);
        TimeSpan? reached = trend is { SlopePerMinute: > 0 } && trend.RisingPValue <= options.Significance
            ? TimeSpan.FromMinutes(Math.Max(0, pool - use[newest]!.Value) / trend.SlopePerMinute)
            : null;
        if (now >= options.WarnShare && reached <= options.WarnBefore)
            return new Outlook(now, reached, null);
        return isTold && now >= options.WarnShare
            ? new Outlook(now, reached, null)
            : new Outlook(now, reached, now < options.WarnShare ? "the pool is not nearly used up" : "its use does not climb towards the limit");
    }

    private static Finding Describe(Outlook look, Series use, AccountLimits limits, ImmutableArray<ConcurrencyUser> users)
    {
        var pool = limits.UnreservedConcurrentExecutions;
        var used = look.Share * pool;
        var reserved = limits.ConcurrentExecutions - pool;
        return WithUsers(
            new Finding(
                Symptom.ConcurrencyExhaustion,
                Account,
                Began(use, pool),
                Severity.Warning,
                $"{Say.Number(used)} of the {Say.Number(pool)} concurrent executions that functions without a reservation share are in use ({Say.Percent(look.Share)})" +
                (reserved > 0 ? $", besides {Say.Number(reserved)} that are reserved" : "") +
                (look.Reached is { } time
                    ? $"; at this pace the limit is reached in {Say.Duration(time)}, and then every function without a reservation is refused."
                    : ", for minutes: the next small rise is refused, whichever function it comes from."),
                [
                    new Evidence("in use", Math.Round(used), "concurrent executions"),
                    new Evidence("limit of the pool", pool, "concurrent executions"),
                    new Evidence("share in use", Math.Round(look.Share * 100, 1), "%"),
                    .. look.Reached is { } left ? [new Evidence("limit reached in", Math.Ceiling(left.TotalMinutes), "min")] : ImmutableArray<Evidence>.Empty,
                ],
                Cause.Limit(Cause.AccountConcurrency, "The account's unreserved concurrency is nearly used up."),
                [
                    "Request a concurrency increase for this Region from AWS Support (Service Quotas, Lambda, Concurrent executions); it takes hours to days.",
                    "Cap the largest user: a maximum concurrency on its mapping delays its messages, a reservation refuses its callers.",
                    "Reserve concurrency for what must not be refused: aws lambda put-function-concurrency --function-name NAME --reserved-concurrent-executions N",
                    "Find out why the largest user takes so long; half the duration needs half the concurrency.",
                ],
                DecidingSeries.Of("concurrent executions in use", use.Tail(FindingSeries.Minutes))),
            limits,
            users);
    }

    // The first minute of the run over half of the pool that leads up to now: where the climb began, as far as it matters.
    private static DateTimeOffset Began(Series use, int pool)
    {
        var start = use.LastIndex ?? 0;
        while (start > 0 && use[start - 1] is { } before && before >= pool / 2.0)
            start--;
        return use.TimeAt(start);
    }

    /// <param name="Because">Why it is healthy; null when it is not.</param>
    private sealed record Outlook(double Share, TimeSpan? Reached, string? Because);
}

/// <summary>How much of the pool that functions without a reservation share is in use.</summary>
public static class PoolUse
{
    /// <summary>
    /// What the account has given away, less its reservations: that counts provisioned concurrency, which is taken whether it is called or not.
    /// Where reservations hold provisioned concurrency as well, that would count twice; never less than what runs.
    /// </summary>
    /// <param name="claimed">ClaimedAccountConcurrency.</param>
    /// <param name="unreserved">UnreservedConcurrentExecutions.</param>
    public static Series Of(Series claimed, Series unreserved, AccountLimits limits)
    {
        var reserved = limits.ConcurrentExecutions - limits.UnreservedConcurrentExecutions;
        return new Series(claimed.Window, [.. Enumerable.Range(0, claimed.Length).Select(minute =>
        {
            double? given = claimed[minute] - reserved;
            return given is null || unreserved[minute] is not { } runs ? unreserved[minute] ?? given : Math.Max(given.Value, runs);
        })]);
    }
}

/// <summary>When the account's concurrency counts as about to be used up.</summary>
public sealed record ConcurrencyExhaustionOptions
{
    /// <summary>Share of the pool below which nothing is said; 0 to <see cref="PinnedShare"/>. Default 0.8: a crowd that the account absorbs is none of it.</summary>
    public double WarnShare { get; init; } = 0.8;

    /// <summary>How long before the limit is reached it is told. Default 30 minutes.</summary>
    public TimeSpan WarnBefore { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Share of the pool that counts as standing at the limit; 0 to 1. Default 0.9: the maximum of a minute is sampled.</summary>
    public double PinnedShare { get; init; } = 0.9;

    /// <summary>Minutes running at that share; 2 and up. Default 3.</summary>
    public int PinnedMinutes { get; init; } = 3;

    /// <summary>Minutes over which the climb is taken; 5 to 60. Default 15.</summary>
    public int TrendMinutes { get; init; } = 15;

    /// <summary>Points without which there is no climb; 5 and up. Default 8: a step that is over after two minutes is none.</summary>
    public int MinimumPoints { get; init; } = 8;

    /// <summary>Largest p value of the Mann-Kendall test; 0 to 1. Default 0.01.</summary>
    public double Significance { get; init; } = 0.01;

    /// <exception cref="ArgumentOutOfRangeException">The share is out of its range.</exception>
    public ConcurrencyExhaustionOptions Validated()
    {
        OptionRange.Check(nameof(WarnShare), WarnShare, 0, PinnedShare);
        return this;
    }
}
