using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>
/// A message that came over the wire, or a scenario's own that somebody has looked at over the wire. The physics count it with all others
/// and carry it along.
/// </summary>
internal sealed class StoredMessage : SimulatedMessage
{
    public required string Id { get; init; }

    public required string Body { get; init; }

    /// <summary>As they were sent.</summary>
    public required JsonObject Attributes { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The access key id of the sender; of a scenario's own message the account's id.</summary>
    public required string Sender { get; init; }

    /// <summary>FIFO queues only.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>FIFO queues only: twenty digits.</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>The first receive over the wire; null before it.</summary>
    public DateTimeOffset? FirstReceivedAt { get; set; }

    /// <summary>Of the last receive over the wire; a mapping's receives of this message are counted too.</summary>
    public int ReceiveCount { get; set; }

    /// <summary>Of the last receive; null before the first.</summary>
    public string? ReceiptHandle { get; set; }
}
