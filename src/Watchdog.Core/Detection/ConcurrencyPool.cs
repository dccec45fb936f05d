using System.Collections.Immutable;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Detection;

/// <summary>The account's concurrency over the last minutes.</summary>
/// <param name="UnreservedInUse">The maximum of UnreservedConcurrentExecutions; null when CloudWatch has no point.</param>
/// <param name="Users">Functions by their maximum of concurrent executions, the largest first.</param>
public sealed record ConcurrencyPool(AccountLimits Limits, double? UnreservedInUse, ImmutableArray<ConcurrencyUser> Users)
{
    /// <summary>Share of the pool at which it counts as used up: the maximum of a minute is sampled and can miss the last few.</summary>
    private const double UsedUp = 0.9;

    /// <summary>The newest minute for which <see cref="UnreservedInUse"/> is known; null when there is none.</summary>
    public DateTimeOffset? KnownUntil { get; init; } = DateTimeOffset.MaxValue;

    public bool IsUsedUp =>
        (UnreservedInUse ?? Users.Sum(user => user.ConcurrentExecutions)) >= UsedUp * Limits.UnreservedConcurrentExecutions;
}

public sealed record ConcurrencyUser(string Function, double ConcurrentExecutions);
