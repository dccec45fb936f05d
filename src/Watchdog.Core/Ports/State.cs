using Watchdog.Core.Breaker;
using Watchdog.Core.Incidents;

namespace Watchdog.Core.Ports;

/// <summary>Ticks that were begun.</summary>
public interface ITickLedger
{
    /// <summary>Takes a minute for a watcher, and in the same write adds to what its calls have cost in the minute's month.</summary>
    /// <param name="spent">What they have cost since a minute was last taken, USD.</param>
    /// <returns>
    /// What they have cost since the month (UTC) began, USD; null when this minute, or a later one, was taken before, by a repeated or late event:
    /// then nothing was added.
    /// </returns>
    Task<decimal?> TryTakeAsync(string watcher, DateTimeOffset minute, decimal spent, CancellationToken cancellationToken);
}

/// <summary>Incidents.</summary>
public interface IIncidentStore
{
    /// <summary>All that are pending, firing, or resolved with a message still owed.</summary>
    Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken);

    /// <summary>Writes an incident that was made from the version before its own (<see cref="Incident.Version"/> - 1).</summary>
    /// <returns>False when somebody else wrote in between; nothing is changed then.</returns>
    Task<bool> TrySaveAsync(Incident incident, CancellationToken cancellationToken);

    /// <summary>
    /// Takes an incident out of the open ones, in one step: into the history if it ever fired, away if it did not. Same condition as
    /// <see cref="TrySaveAsync"/>.
    /// </summary>
    Task<bool> TryCloseAsync(Incident incident, CancellationToken cancellationToken);

    /// <summary>Incidents that fired and were closed at or after <paramref name="since"/>, oldest first. Kept for 30 days.</summary>
    Task<IReadOnlyList<Incident>> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>Circuits and their history.</summary>
public interface ICircuitStore
{
    Task<Circuit?> FindAsync(string function, CancellationToken cancellationToken);

    Task<IReadOnlyList<Circuit>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes a circuit that was made from the version before its own (<see cref="Circuit.Version"/> - 1) and, in the same step, the
    /// transition that made it, if there was one.
    /// </summary>
    /// <returns>False when somebody else wrote in between; nothing is changed then.</returns>
    Task<bool> TrySaveAsync(Circuit circuit, CircuitTransition? transition, CancellationToken cancellationToken);

    /// <summary>Transitions, newest first; of one function, or of all when <paramref name="function"/> is null.</summary>
    Task<IReadOnlyList<CircuitTransition>> ReadHistoryAsync(string? function, int limit, CancellationToken cancellationToken);
}
