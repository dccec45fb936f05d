namespace Watchdog.Simulator.Account;

/// <summary>What has become of a queue's messages since the start. Sent + RedrivenIn = Deleted + Redriven + Expired + Purged + what is on the queue.</summary>
public sealed class MessageTotals
{
    public long Sent { get; internal set; }

    /// <summary>Counts a message again each time it is received.</summary>
    public long Received { get; internal set; }

    /// <summary>ReceiveMessage calls that found nothing. The empty polls of mappings are no whole numbers; they are in the metric alone.</summary>
    public long EmptyReceives { get; internal set; }

    public long Deleted { get; internal set; }

    /// <summary>Moved from here to the dead-letter queue.</summary>
    public long Redriven { get; internal set; }

    /// <summary>Moved here, as the dead-letter queue of others.</summary>
    public long RedrivenIn { get; internal set; }

    /// <summary>Lost because their retention had passed.</summary>
    public long Expired { get; internal set; }

    public long Purged { get; internal set; }
}
