using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>The account's concurrency: two metrics every second minute, and who uses it only when there is something to tell.</summary>
public sealed class PoolWatch(PoolReader pool, ConcurrencyExhaustionOptions options)
{
    /// <summary>Share of the pool at which it is used up.</summary>
    private const double Reached = 0.95;

    private const int JustNowMinutes = 7;

    /// <summary>Whether this minute's tick looks at the pool.</summary>
    public static bool IsDue(DateTimeOffset now) => now.Minute % 2 == 0;

    /// <param name="isRefused">Whether a function is refused by the pool already: then that is what is told.</param>
    public async Task<Judgement?> JudgeAsync(
        AccountSums sums, bool isTold, bool isRefused, Func<Task<Inventory>> inventories, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (sums is not { Claimed: { } claimed, Unreserved: { } unreserved })
            return isTold ? new Judgement.InsufficientData(Symptom.ConcurrencyExhaustion, ConcurrencyExhaustion.Account, "looked at every second minute") : null;
        if (isRefused)
            return !isTold ? null : new Judgement.Healthy(Symptom.ConcurrencyExhaustion, ConcurrencyExhaustion.Account, "functions are refused by now, which is told");
        var inventory = await inventories();
        var use = PoolUse.Of(claimed, unreserved, inventory.Limits);
        if (!isTold && IsReachedJustNow(use, sums.Throttles, inventory.Limits))
            return new Judgement.InsufficientData(Symptom.ConcurrencyExhaustion, ConcurrencyExhaustion.Account, "the first are being refused");
        var judgement = ConcurrencyExhaustion.Judge(use, inventory.Limits, isTold, options);
        if (judgement is not Judgement.Trouble trouble)
            return judgement is Judgement.Healthy && !isTold ? null : judgement;
        var users = await pool.ReadUsersAsync(inventory, now, afresh: !isTold, cancellationToken);
        return new Judgement.Trouble(ConcurrencyExhaustion.WithUsers(trouble.Finding, inventory.Limits, [.. users]));
    }

    // A warning of what has happened is no use, and who is refused is told within minutes. If nobody is by then, the few throttles are no other trouble.
    private static bool IsReachedJustNow(Series use, Series throttles, AccountLimits limits) =>
        use.Last >= Reached * limits.UnreservedConcurrentExecutions
        && throttles.Tail(JustNowMinutes).Sum > 0
        && throttles.Before(Math.Max(0, throttles.Length - JustNowMinutes)).Tail(2 * JustNowMinutes).Sum == 0;
}
