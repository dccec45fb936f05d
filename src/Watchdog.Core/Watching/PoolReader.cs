using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Who uses the concurrency that functions without a reservation share. One metric of every function, so it is asked only when the pool is
/// nearly used up, and then each five minutes.
/// </summary>
public sealed class PoolReader(IMetricSource metrics, IInventorySource source)
{
    private const int WindowMinutes = 5;

    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);

    /// <summary>The largest users whose reservations are looked up: one request for each.</summary>
    private const int LookedUp = 5;

    private ConcurrencyUser[] _users = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <param name="afresh">Somebody is to be told who it is.</param>
    public async Task<ConcurrencyUser[]> ReadUsersAsync(Inventory inventory, DateTimeOffset now, bool afresh, CancellationToken cancellationToken)
    {
        if (!afresh && now >= _readAt && now - _readAt < MaximumAge)
            return _users;
        var series = await metrics.ReadAsync(
            [.. inventory.Functions.Select(f => LambdaMetrics.ConcurrentExecutions(f.Name))], TimeWindow.Last(WindowMinutes, now), cancellationToken);
        var users = inventory.Functions
            .Select(f => new ConcurrencyUser(f.Name, series[LambdaMetrics.ConcurrentExecutions(f.Name)].Max ?? 0))
            .Where(user => user.ConcurrentExecutions > 0)
            .OrderByDescending(user => user.ConcurrentExecutions)
            .ThenBy(user => user.Function, StringComparer.Ordinal)
            .ToArray();
        _users = await WithoutReservedAsync(users, cancellationToken);
        _readAt = now;
        return _users;
    }

    // A function with a reservation uses none of the pool, however many executions it has.
    private async Task<ConcurrencyUser[]> WithoutReservedAsync(ConcurrencyUser[] users, CancellationToken cancellationToken)
    {
        var kept = new List<ConcurrencyUser>();
        for (var i = 0; i < users.Length; i++)
            if (i >= LookedUp || (await source.ReadFunctionAsync(users[i].Function, cancellationToken))?.ReservedConcurrency is null)
                kept.Add(users[i]);
        return [.. kept];
    }
}
