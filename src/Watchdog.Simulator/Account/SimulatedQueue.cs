using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Account;

/// <summary>An SQS queue: cohorts of messages; single ones only where somebody outside the physics sends or receives them.</summary>
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

    /// <summary>How long a message stays invisible after it was sent. Whole seconds.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromSeconds(Messages.DelaySeconds);
        set => Messages.DelaySeconds = (int)value.TotalSeconds;
    }

    public bool Fifo
    {
        get => Messages.Fifo;
        init => Messages.Fifo = value;
    }

    /// <summary>Null when there is none.</summary>
    public SimulatedRedrive? Redrive { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public long Visible => Messages.Visible + sentBeforeAttached;

    public long InFlight => Messages.InFlight;

    public long Delayed => Messages.Delayed;

    /// <summary>What <see cref="Receive"/> gave and is still in flight.</summary>
    public IReadOnlyList<SimulatedReceipt> Receipts => Messages.Held;

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

    /// <summary>A scenario's traffic.</summary>
    /// <param name="groups">FIFO queues only: over so many groups the messages are spread.</param>
    /// <param name="poison">Whether no consumer can ever process them.</param>
    internal void Send(long count, int groups, bool poison) => Messages.Send(Clock.Second, count, groups, poison);

    /// <summary>
    /// What StartMessageMoveTask does with a dead-letter queue: its visible messages go back to the queues that they came from. Those that
    /// were sent here directly stay.
    /// </summary>
    public void RedriveMessages()
    {
        if (clock is not null) Messages.Redrive(clock.Second);
    }

    /// <summary>Messages that can be received after a delay, in whole seconds; a fraction counts as one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or the delay is not from 0 to 15 minutes.</exception>
    /// <exception cref="InvalidOperationException">The queue has no clock yet.</exception>
    public void Send(long count, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Messages.Send(Clock.Second, count, DelayOf(delay), null);
    }

    /// <summary>One message with a content, which those who receive it get back.</summary>
    /// <inheritdoc cref="Send(long, TimeSpan)"/>
    public void Send(SimulatedMessage message, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(message);
        Messages.Send(Clock.Second, 1, DelayOf(delay), message);
    }

    /// <summary>
    /// Receives what is visible, oldest first, as a ReceiveMessage call does: in flight until it is deleted or its timeout has passed;
    /// what was received maxReceiveCount times before goes to the dead-letter queue instead. In a FIFO queue a message that is in flight
    /// holds back its group.
    /// </summary>
    /// <param name="visibility">Whole seconds; a fraction counts as one.</param>
    /// <param name="name">Gives a scenario's own message its content, from the time of its sending. It keeps it from then on.</param>
    /// <returns>At most <paramref name="most"/> receipts. None: an empty receive, which is counted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The most or the visibility timeout is negative.</exception>
    /// <exception cref="InvalidOperationException">The queue has no clock yet.</exception>
    public IReadOnlyList<SimulatedReceipt> Receive(int most, TimeSpan visibility, Func<DateTimeOffset, SimulatedMessage>? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ArgumentOutOfRangeException.ThrowIfLessThan(visibility, TimeSpan.Zero);
        var time = Clock;
        return Messages.ReceiveSingly(time.Second, most, WholeSeconds(visibility), name is null ? null : sent => name(time.At(sent)));
    }

    /// <summary>Deletes exactly the message of a receipt; false, and nothing changes, when the receipt is void.</summary>
    public bool Delete(SimulatedReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Messages.Delete(receipt);
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
        Messages.Random = new RandomStream(RandomStream.Derive(to.Seed, $"queue/{Name}"));
        Messages.Send(to.Second, sentBeforeAttached);
        sentBeforeAttached = 0;
    }

    private SimulatedClock Clock => clock ?? throw new InvalidOperationException(
        $"Queue {Name} has no clock yet: it gets its account's when the account first advances after the queue was added.");

    private static int DelayOf(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromMinutes(15));
        return WholeSeconds(delay);
    }

    private static int WholeSeconds(TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);
}

public sealed record SimulatedRedrive(string DeadLetterQueueArn, int MaxReceiveCount);
