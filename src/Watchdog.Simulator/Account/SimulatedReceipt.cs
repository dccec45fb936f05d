using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Account;

/// <summary>One message as it was received once. The receipt is void when the message is deleted or purged, or has become visible again.</summary>
public sealed class SimulatedReceipt
{
    internal SimulatedReceipt(Cohort cohort, int due) => (Cohort, Due) = (cohort, due);

    /// <summary>Null when it is a scenario's own and who received it gave it no content.</summary>
    public SimulatedMessage? Message => Cohort.Message;

    /// <summary>How often the message was received from this queue, this time included.</summary>
    public int ReceiveCount => Cohort.Receives;

    /// <summary>A single message.</summary>
    internal Cohort Cohort { get; }

    /// <summary>The second in which the message is visible again.</summary>
    internal int Due { get; }
}
