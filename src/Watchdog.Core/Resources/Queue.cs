namespace Watchdog.Core.Resources;

/// <summary>An SQS queue's configuration.</summary>
/// <param name="VisibilityTimeout">How long a received message stays hidden.</param>
/// <param name="Retention">How long a message is kept from the time at which it was sent.</param>
/// <param name="Redrive">Null when the queue has no dead-letter queue.</param>
public sealed record Queue(
    string Name,
    string Arn,
    string Url,
    TimeSpan VisibilityTimeout,
    TimeSpan Retention,
    bool Fifo,
    RedrivePolicy? Redrive)
{
    public ResourceId Id => ResourceId.Queue(Name);
}

/// <summary>A queue's RedrivePolicy.</summary>
/// <param name="DeadLetterQueueArn">Where a message goes after <paramref name="MaxReceiveCount"/> receives without deletion.</param>
public sealed record RedrivePolicy(string DeadLetterQueueArn, int MaxReceiveCount);

/// <summary>A queue's counts at one moment, from SQS itself, without CloudWatch's delay. Units: messages.</summary>
public sealed record QueueDepth(long Visible, long InFlight, long Delayed)
{
    /// <summary>Everything that is on the queue: visible, in flight and delayed.</summary>
    public long Total => Visible + InFlight + Delayed;
}
