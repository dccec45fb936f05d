using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>A message that came over the wire. The physics count it with all others; its body is kept here.</summary>
internal sealed class StoredMessage
{
    public required string Id { get; init; }

    public required string Body { get; init; }

    /// <summary>As they were sent.</summary>
    public required JsonObject Attributes { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The access key id of the sender.</summary>
    public required string Sender { get; init; }

    /// <summary>FIFO queues only.</summary>
    public string? GroupId { get; init; }

    /// <summary>FIFO queues only.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>FIFO queues only: twenty digits.</summary>
    public string? SequenceNumber { get; init; }

    public DateTimeOffset VisibleAt { get; set; }

    public DateTimeOffset FirstReceivedAt { get; set; }

    public int ReceiveCount { get; set; }

    /// <summary>Of the last receive; null before the first.</summary>
    public string? ReceiptHandle { get; set; }
}
