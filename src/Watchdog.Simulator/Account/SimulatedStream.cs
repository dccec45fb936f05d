using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Account;

/// <summary>A Kinesis stream, or a DynamoDB table whose every write is a record of its stream. Records are numbers in cohorts.</summary>
public sealed class SimulatedStream
{
    private SimulatedClock? clock;
    private long writtenBeforeAttached;

    /// <summary>The stream's name, or the table's.</summary>
    public required string Name { get; init; }

    public required StreamKind Kind { get; init; }

    /// <summary>What is written to: the stream, or the table.</summary>
    public required string Arn { get; init; }

    /// <summary>What a mapping reads: the stream, or the table's stream.</summary>
    public required string SourceArn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Records are spread evenly over them; the order is kept within each.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>How long a record is kept. Of a table's stream always 24 hours.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Of the stream, or the table.</summary>
    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Records since the start.</summary>
    public long Written => Records.Written + writtenBeforeAttached;

    internal RecordStore Records => field ??= new RecordStore(Shards);

    /// <summary>Records from outside the physics.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void Write(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (clock is null) writtenBeforeAttached += count;
        else Records.Send(clock.Second, count);
    }

    /// <summary>A scenario's traffic.</summary>
    /// <param name="poison">Whether no consumer can ever process them.</param>
    internal void Write(long count, bool poison) => Records.Send(clock!.Second, count, poison);

    /// <summary>From here on records carry the account's time.</summary>
    internal void Attach(SimulatedClock to)
    {
        if (clock is not null) return;
        clock = to;
        Records.Random = new RandomStream(RandomStream.Derive(to.Seed, $"stream/{Name}"));
    }

    /// <summary>What was written before there was a clock, once those who read the stream are known.</summary>
    internal void WriteWhatWaited()
    {
        if (clock is null || writtenBeforeAttached == 0) return;
        Records.Send(clock.Second, writtenBeforeAttached);
        writtenBeforeAttached = 0;
    }
}

public enum StreamKind
{
    Table,
    Kinesis,
}
