using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>A queue as the physics see it.</summary>
internal sealed class QueueRun(SimulatedQueue queue, MetricStore store)
{
    public SimulatedQueue Queue { get; } = queue;

    public MessageStore Messages { get; } = queue.Messages;

    public QueueMetrics Metrics { get; } = new(store, queue.Name);

    /// <summary>Message-seconds in flight this second of messages that were received and deleted within it.</summary>
    public double ShortInFlight { get; set; }

    public void EndSecond(int second)
    {
        if (Messages.IsEmpty && ShortInFlight == 0) return;
        Metrics.Sample(second, Messages, ShortInFlight);
        ShortInFlight = 0;
    }
}
