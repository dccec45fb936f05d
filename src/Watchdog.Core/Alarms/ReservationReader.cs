using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Alarms;

/// <summary>
/// The reserved concurrency of functions, which no list tells: two requests of Lambda's control plane each. A run reads so many, by the time of the
/// run, so that all have their turn whatever process it runs in.
/// </summary>
internal sealed class ReservationReader(IInventorySource source)
{
    /// <summary>Functions that one run reads.</summary>
    public const int MostFunctions = 20;

    /// <summary>So many failures, and the rest is left to later runs.</summary>
    private const int MostFailures = 3;

    /// <summary>The time between two runs.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <returns>By function; null where none is reserved. What could not be read, or has not its turn, is left out.</returns>
    public async Task<IReadOnlyDictionary<string, int?>> ReadAsync(ImmutableArray<Function> functions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, int?>(StringComparer.Ordinal);
        var failures = 0;
        foreach (var function in InTurn(functions, now).TakeWhile(_ => failures < MostFailures))
        {
            try
            {
                read[function.Name] = (await source.ReadFunctionAsync(function.Name, cancellationToken))?.ReservedConcurrency;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                failures++;
            }
        }
        return read;
    }

    private static IEnumerable<Function> InTurn(ImmutableArray<Function> functions, DateTimeOffset now)
    {
        var start = functions.IsEmpty ? 0 : (int)(now.UtcTicks / Interval.Ticks * MostFunctions % functions.Length);
        return Enumerable.Range(0, Math.Min(MostFunctions, functions.Length)).Select(i => functions[(start + i) % functions.Length]);
    }
}
