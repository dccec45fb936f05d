using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

internal sealed class AccountDepths(SimulatedAccount account) : IQueueDepthSource
{
    public Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken)
    {
        var depths = new Dictionary<string, QueueDepth>(queues.Count);
        foreach (var queue in queues)
            if (account.Queues.TryGetValue(queue.Name, out var found))
                depths[queue.Name] = new QueueDepth(found.Visible, found.InFlight, found.Delayed);
        return Task.FromResult<IReadOnlyDictionary<string, QueueDepth>>(depths);
    }
}
