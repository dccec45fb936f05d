namespace Watchdog.Simulator.Account;

/// <summary>
/// A message that is known singly, because somebody outside the physics sent or received it; all others are numbers in cohorts. It goes
/// through the physics as a cohort of its own, so it keeps its content wherever they take it: in flight, on the dead-letter queue, deleted.
/// </summary>
public abstract class SimulatedMessage
{
    /// <summary>FIFO queues only: a message in flight holds back those of its group that come after it.</summary>
    public string? GroupId { get; init; }

    /// <summary>Its place in the order of the queue that it was sent to, from 1.</summary>
    public long Number { get; init; }
}
