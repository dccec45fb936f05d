using System.Collections.Immutable;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>Asks SQS how much waits before each hop.</summary>
internal static class TrialDepths
{
    /// <returns>One for each hop: all messages of its queues, visible, in flight and delayed; 0 where it has none.</returns>
    /// <exception cref="InvalidOperationException">A queue has gone.</exception>
    public static async Task<ImmutableArray<long>> ReadAsync(IQueueDepthSource source, ImmutableArray<TrialHop> hops, CancellationToken cancellationToken)
    {
        var queues = hops.SelectMany(hop => hop.Queues).Distinct().ToArray();
        if (queues.Length == 0)
            return [.. hops.Select(_ => 0L)];
        var depths = await source.ReadAsync(queues, cancellationToken);
        return
        [
            .. hops.Select(hop => hop.Queues.Sum(queue => depths.TryGetValue(queue.Name, out var depth)
                ? depth.Total
                : throw new InvalidOperationException($"Queue {queue.Name} has gone: the trial of {hop.Function} cannot go on."))),
        ];
    }
}
