using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>How much of what it may a function on a loop uses.</summary>
internal static class FunctionConcurrencyUse
{
    /// <summary>A stream falls behind when its records' age has grown in so many minutes running ...</summary>
    private const int FallingBehindMinutes = 3;

    /// <summary>... by so much at least.</summary>
    private static readonly TimeSpan FallenBehind = TimeSpan.FromSeconds(30);

    public static bool ReadsStream(Loop loop) => loop.OwnMappings.Any(m => m.Source.Id.Kind is ResourceKind.Stream or ResourceKind.Table);

    /// <param name="iteratorAge">Of a function that reads a stream; null of others.</param>
    /// <returns>Null when nothing is known; the function's own reservation is not among the limits.</returns>
    public static ConcurrencyUse? Of(Loop loop, FunctionSignals signals, Series? iteratorAge, Inventory inventory)
    {
        if (signals.ConcurrentExecutions.Last is not { } used)
            return null;
        // As many run as the stream's shards allow: more would, if they could.
        if (iteratorAge is not null && FallsBehind(iteratorAge))
            return new ConcurrencyUse(used, used);
        var mappings = inventory.MappingsTo(signals.Function.Name).ToArray();
        var capped = mappings.Length > 0 && mappings.All(m => m.MaximumConcurrency is not null) && !loop.OwnPushTriggers.Any()
            ? mappings.Sum(m => m.MaximumConcurrency!.Value)
            : int.MaxValue;
        return new ConcurrencyUse(used, Math.Min(capped, inventory.Limits.UnreservedConcurrentExecutions));
    }

    /// <summary>The records that are read become older from minute to minute: more arrive than are processed.</summary>
    private static bool FallsBehind(Series iteratorAge)
    {
        var ages = iteratorAge.Known.TakeLast(FallingBehindMinutes).ToArray();
        return ages.Length == FallingBehindMinutes
            && ages.Zip(ages.Skip(1)).All(pair => pair.Second > pair.First)
            && ages[^1] - ages[0] >= FallenBehind.TotalMilliseconds;
    }
}
