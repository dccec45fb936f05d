using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>Which limit refuses a function concurrency, and what to do about it.</summary>
/// <remarks>
/// A mapping's maximum concurrency is none of them: its pollers invoke no more often than it allows, so nothing is refused and the queue grows
/// without a throttle. See <see cref="Backpressure"/>.
/// </remarks>
/// <param name="Value">The limit, in concurrent executions; 0 when it is not known.</param>
public sealed record LimitThatBites(double Value, Cause Cause, ImmutableArray<string> Remedies)
{
    /// <summary>Share of a reservation at which it counts as used up: the maximum of a minute is sampled, and misses one of a few.</summary>
    private const double ReservationUsedUp = 0.9;

    /// <summary>Share of the pool from which on another function is named as the one that uses it up.</summary>
    private const double HogShare = 0.5;

    /// <param name="concurrency">The function's highest number of concurrent executions.</param>
    public static LimitThatBites Find(Function function, FunctionDetails? details, double concurrency, ConcurrencyPool pool)
    {
        if (details?.ReservedConcurrency is { } reserved)
            return concurrency >= Math.Min(ReservationUsedUp * reserved, reserved - 1) ? Reservation(function, reserved) : Unknown(function);
        if (pool.IsUsedUp)
            return Hog(function, pool) is { } hog ? PoolTakenBy(function, hog, pool) : Pool(function, concurrency, pool);
        return Unknown(function);
    }

    private static ConcurrencyUser? Hog(Function function, ConcurrencyPool pool) =>
        pool.Users.FirstOrDefault() is { } first
        && first.Function != function.Name
        && first.ConcurrentExecutions >= HogShare * pool.Limits.UnreservedConcurrentExecutions
            ? first
            : null;

    private static LimitThatBites Reservation(Function function, int reserved) => new(
        reserved,
        Cause.Limit(Cause.ReservedConcurrency, $"The limit that bites is the function's own reserved concurrency of {reserved}."),
        reserved == 0
            ? [$"Reserved concurrency 0 refuses every request. If nobody meant to stop {function.Name}: aws lambda delete-function-concurrency --function-name {function.Name}"]
            :
            [
                $"Raise the reservation: aws lambda put-function-concurrency --function-name {function.Name} --reserved-concurrent-executions N",
                $"Find out why {function.Name} takes so long; a shorter duration needs fewer concurrent executions for the same throughput.",
                "Where an event source mapping calls it, raise the batch size, so that one invocation processes more messages.",
            ]);

    private static LimitThatBites Pool(Function function, double concurrency, ConcurrencyPool pool) => new(
        pool.Limits.UnreservedConcurrentExecutions,
        Cause.Limit(
            Cause.AccountConcurrency,
            $"The limit that bites is the account's unreserved concurrency of {pool.Limits.UnreservedConcurrentExecutions}, " +
            $"of which {function.Name} itself uses {Say.Number(concurrency)}."),
        [
            "Request a concurrency increase for this Region from AWS Support (Service Quotas, Lambda, Concurrent executions).",
            $"Find out why {function.Name} takes so long; a shorter duration needs fewer concurrent executions for the same throughput.",
            "Where an event source mapping calls it, raise the batch size, so that one invocation processes more messages.",
        ]);

    private static LimitThatBites PoolTakenBy(Function function, ConcurrencyUser hog, ConcurrencyPool pool) => new(
        pool.Limits.UnreservedConcurrentExecutions,
        Cause.Of(
            ResourceId.Function(hog.Function),
            $"The limit that bites is the account's unreserved concurrency of {pool.Limits.UnreservedConcurrentExecutions}, " +
            $"and {hog.Function} uses {Say.Number(hog.ConcurrentExecutions)} of it."),
        [
            $"Look at {hog.Function} first: give it a reservation or a maximum concurrency on its mapping, so that it cannot take the whole pool.",
            $"Reserve concurrency for {function.Name}, so that others cannot take it away.",
            "Request a concurrency increase for this Region from AWS Support (Service Quotas, Lambda, Concurrent executions).",
        ]);

    private static LimitThatBites Unknown(Function function) => new(
        0,
        Cause.Unknown(
            "Neither a reservation nor the account's pool is used up: either the function scales faster than 1,000 executions in 10 s, " +
            "or it is called more often than ten times a second per concurrent execution."),
        [
            "Let the caller retry with back-off, or put a queue between the caller and the function.",
            $"Provisioned concurrency for an alias of {function.Name} takes the steepest part of the rise.",
        ]);
}
