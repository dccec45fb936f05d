using Watchdog.Core.Breaker;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Tests.Support;

/// <summary>The circuits as the breaker has left them, and what is asked of it.</summary>
internal sealed class FakeBreaker : ICircuitStore, IBreakerRequests
{
    public List<Circuit> Circuits { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<CircuitTransition> History { get; } = [];

    public int HistoryReads { get; private set; }

    /// <summary>The payloads, in order.</summary>
    public List<string> Requests { get; } = [];

    public bool IsOutOfReach { get; set; }

    public Task RequestAsync(string payloadJson, CancellationToken cancellationToken)
    {
        if (IsOutOfReach)
            throw new InvalidOperationException("Rate exceeded");
        Requests.Add(payloadJson);
        return Task.CompletedTask;
    }

    public Task<Circuit?> FindAsync(string function, CancellationToken cancellationToken) =>
        Task.FromResult(Circuits.Find(c => c.Function == function));

    public Task<IReadOnlyList<Circuit>> ReadAllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Circuit>>([.. Circuits]);

    public Task<bool> TrySaveAsync(Circuit circuit, CircuitTransition? transition, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Only the breaker writes circuits; a watcher asks it to.");

    public Task<IReadOnlyList<CircuitTransition>> ReadHistoryAsync(string? function, int limit, CancellationToken cancellationToken)
    {
        HistoryReads++;
        return Task.FromResult<IReadOnlyList<CircuitTransition>>(
            [.. History.Where(t => function is null || t.Function == function).Reverse().Take(limit)]);
    }
}
