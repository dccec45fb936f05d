using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Account;

/// <summary>An SQS queue: cohorts of messages, not single ones.</summary>
public sealed class SimulatedQueue
{
    private SimulatedClock? clock;
    private long sentBeforeAttached;

    public SimulatedQueue()
    {
        VisibilityTimeout = TimeSpan.FromSeconds(30);
        Retention = TimeSpan.FromDays(4);
    }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public TimeSpan VisibilityTimeout
    {
        get => TimeSpan.FromSeconds(Messages.VisibilitySeconds);
        set => Messages.VisibilitySeconds = (int)value.TotalSeconds;
    }

    public TimeSpan Retention
    {
        get => TimeSpan.FromSeconds(Messages.RetentionSeconds);
        set => Messages.RetentionSeconds = (int)value.TotalSeconds;
    }

    public bool Fifo { get; init; }

    /// <summary>Null when there is none.</summary>
    public SimulatedRedrive? Redrive { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public long Visible => Messages.Visible + sentBeforeAttached;

    public long InFlight => Messages.InFlight;

    /// <summary>Always 0: scenarios have no delay queues.</summary>
    public long Delayed { get; }

    /// <summary>What has become of the queue's messages.</summary>
    public MessageTotals Totals => Messages.Totals;

    internal MessageStore Messages { get; } = new();

    /// <summary>Messages from outside the physics, e.g. of a SendMessage call.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void Send(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (clock is null) sentBeforeAttached += count;
        else Messages.Send(clock.Second, count);
    }

    /// <summary>Drops all messages but those that an invocation is working on.</summary>
    public void Purge()
    {
        sentBeforeAttached = 0;
        Messages.Purge();
    }

    /// <summary>From here on messages carry the account's time.</summary>
    internal void Attach(SimulatedClock to)
    {
        if (clock is not null) return;
        clock = to;
        Messages.Send(to.Second, sentBeforeAttached);
        sentBeforeAttached = 0;
    }
}

public sealed record SimulatedRedrive(string DeadLetterQueueArn, int MaxReceiveCount);
