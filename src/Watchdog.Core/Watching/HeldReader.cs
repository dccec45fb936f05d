using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>Reads what there is to say of a circuit that is not closed.</summary>
public sealed class HeldReader(IMetricSource metrics, IQueueDepthSource depths, ICircuitStore circuits)
{
    /// <summary>Minutes of a metric that count as now.</summary>
    private const int RecentMinutes = 10;

    /// <summary>Minutes of a spike before it was contained.</summary>
    private const int DroppedMinutes = 5;

    private readonly RunsOnReader _runsOn = new(metrics);

    /// <param name="saysRunsOn">Whether people were told already that it runs on: that is not taken back before the circuit is closed.</param>
    public async Task<HeldCircuit> ReadAsync(
        Circuit circuit, Inventory inventory, Loop? loop, bool saysRunsOn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var history = await circuits.ReadHistoryAsync(circuit.Function, RecursionWatch.HistoryEntries, cancellationToken);
        var runsOn = circuit.State is CircuitState.Open
            ? await _runsOn.ReadAsync(circuit, history, inventory, saysRunsOn || circuit.IsEscalated, now, cancellationToken)
            : null;
        return new HeldCircuit(circuit)
        {
            Path = loop?.Path,
            Evidence = history.FirstOrDefault(t => t.To == circuit.State && t.From != t.To && t.At <= now)?.Evidence ?? [],
            Waiting = circuit.State is CircuitState.Closed ? [] : await ReadWaitingAsync(circuit, inventory, now, cancellationToken),
            Interference = Interferences.NewestTold(history, circuit.Since),
            RunsOn = runsOn,
            SaysRunsOn = saysRunsOn || circuit.IsEscalated || runsOn is not null,
            Dropped = circuit.State is CircuitState.Contained ? await ReadDroppedAsync(circuit, now, cancellationToken) : 0,
        };
    }

    /// <summary>From the minutes of the spike on: AWS saw then what CloudWatch tells now.</summary>
    private async Task<double> ReadDroppedAsync(Circuit circuit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = LambdaMetrics.RecursiveInvocationsDropped(circuit.Function);
        var from = Minute.Floor(circuit.Since).AddMinutes(-DroppedMinutes);
        return from < Minute.Floor(now) ? (await metrics.ReadAsync([query], new TimeWindow(from, Minute.Floor(now)), cancellationToken))[query].Sum : 0;
    }

    private async Task<ImmutableArray<WaitingSource>> ReadWaitingAsync(
        Circuit circuit, Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = ImmutableArray.CreateBuilder<WaitingSource>();
        var queues = circuit.Recorded.OfType<RecordedMapping>().Select(m => inventory.FindQueueByArn(m.SourceArn)).OfType<Queue>().Distinct().ToArray();
        if (queues.Length > 0)
        {
            var depth = await depths.ReadAsync(queues, cancellationToken);
            var ages = await metrics.ReadAsync([.. queues.Select(q => QueueMetrics.AgeOfOldestMessage(q.Name))], TimeWindow.Last(RecentMinutes, now), cancellationToken);
            waiting.AddRange(queues.Select(queue => QueueOf(queue, depth.GetValueOrDefault(queue.Name), ages[QueueMetrics.AgeOfOldestMessage(queue.Name)].Max)));
        }
        foreach (var mapping in circuit.Recorded.OfType<RecordedMapping>())
            if (EventSources.FromMapping(mapping.SourceArn) is { } source && source.Id.Kind is not ResourceKind.Queue)
                waiting.Add(new WaitingSource(
                    source.ToString(), null, circuit.Since + inventory.Streams.FirstOrDefault(s => s.Arn == mapping.SourceArn)?.Retention));
        return waiting.ToImmutable();

        WaitingSource QueueOf(Queue queue, QueueDepth? depth, double? ageSeconds)
        {
            // The metric leaves out what was received three times: what came first since the trigger is held is as old as that at least.
            var oldest = ageSeconds is { } age && now.AddSeconds(-age) < circuit.Since ? now.AddSeconds(-age) : circuit.Since;
            return new WaitingSource($"queue {queue.Name}", depth?.Total, depth?.Total == 0 ? null : oldest + queue.Retention);
        }
    }
}
