using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Account;

/// <summary>A bucket, topic or rule: what comes to it is handed to the functions that its triggers name, each of which has an asynchronous queue.</summary>
public sealed class SimulatedPushSource
{
    private SimulatedClock? clock;
    private long sentBeforeAttached;

    public required string Name { get; init; }

    public required PushKind Kind { get; init; }

    public required string Arn { get; init; }

    /// <summary>Rules only: whether it is enabled. What comes to one that is not, is lost, also when it is enabled again.</summary>
    /// <exception cref="InvalidOperationException">A bucket or topic cannot be disabled.</exception>
    public bool Enabled
    {
        get => !Events.Closed;
        set => Events.Closed = value || Kind == PushKind.Rule ? !value : throw new InvalidOperationException($"{Name} is no rule; only a rule can be disabled.");
    }

    /// <summary>Events that came while the rule was disabled.</summary>
    public long Lost => Events.Lost;

    internal PushEvents Events { get; } = new();

    /// <summary>Objects, messages or events from outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void Send(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (clock is null) sentBeforeAttached += count;
        else Events.Send(clock.Second, count);
    }

    internal void Attach(SimulatedClock to)
    {
        if (clock is not null) return;
        clock = to;
        if (sentBeforeAttached > 0) Events.Send(to.Second, sentBeforeAttached);
        sentBeforeAttached = 0;
    }
}

public enum PushKind
{
    Bucket,
    Topic,
    Rule,
}
