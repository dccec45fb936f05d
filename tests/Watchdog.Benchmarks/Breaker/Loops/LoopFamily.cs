namespace Watchdog.Benchmarks.Breaker.Loops;

/// <summary>What a loop goes through.</summary>
internal enum LoopFamily
{
    Queue,
    Table,
    Kinesis,
    Bucket,
    Topic,

    /// <summary>Each writes to the queue that the other reads.</summary>
    TwoFunctions,

    /// <summary>A consumer that rejects everything, and a function that reads the dead-letter queue and sends back to the queue.</summary>
    DeadLetter,
}

internal static class LoopFamilies
{
    public static string Word(this LoopFamily family) => family switch
    {
        LoopFamily.Queue => "queue",
        LoopFamily.Table => "table",
        LoopFamily.Kinesis => "kinesis",
        LoopFamily.Bucket => "bucket",
        LoopFamily.Topic => "topic",
        LoopFamily.TwoFunctions => "two-functions",
        _ => "dead-letter",
    };

    /// <summary>AWS follows no chain through a stream.</summary>
    public static bool IsSeenByAws(this LoopFamily family) => family is not (LoopFamily.Table or LoopFamily.Kinesis);

    public static TimeLimit Limit(this LoopFamily family) =>
        family is LoopFamily.Queue or LoopFamily.TwoFunctions or LoopFamily.DeadLetter ? TimeLimit.Queues : TimeLimit.StreamsAndPush;
}

/// <summary>How long after its onset a loop may run before it is contained (or open), and before it is open.</summary>
internal sealed record TimeLimit(TimeSpan Contained, TimeSpan Open)
{
    /// <summary>A queue's depth is known without delay.</summary>
    public static TimeLimit Queues { get; } = new(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(6));

    /// <summary>Two of the four minutes are CloudWatch's own delay.</summary>
    public static TimeLimit StreamsAndPush { get; } = new(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(9));
}
