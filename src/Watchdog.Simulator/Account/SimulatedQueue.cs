namespace Watchdog.Simulator.Account;

/// <summary>An SQS queue: cohorts of messages, not single ones.</summary>
public sealed class SimulatedQueue
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(4);

    public bool Fifo { get; init; }

    /// <summary>Null when there is none.</summary>
    public SimulatedRedrive? Redrive { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public long Visible => throw new NotImplementedException();

    public long InFlight => throw new NotImplementedException();

    public long Delayed => throw new NotImplementedException();

    /// <summary>Messages from outside the physics, e.g. of a SendMessage call.</summary>
    public void Send(long count) => throw new NotImplementedException();

    public void Purge() => throw new NotImplementedException();
}

public sealed record SimulatedRedrive(string DeadLetterQueueArn, int MaxReceiveCount);
