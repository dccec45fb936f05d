using Watchdog.Core.Resources;

namespace Watchdog.Core.Detection;

/// <summary>
/// How many messages or records one invocation gets when nobody says how many, and how many at most. Units: messages or records. The maxima have
/// grown since the article's table was written: a table's stream takes 10,000 today.
/// </summary>
/// <param name="WithoutWindow">The most that an invocation gets while the mapping gathers for no time at all; less than a second counts as none.</param>
public sealed record BatchSizes(string Source, int Default, int Maximum, int WithoutWindow)
{
    private const int Largest = 10_000;

    /// <summary>A queue is received from ten messages at a time; a FIFO queue's batch is one such receive.</summary>
    private const int OneReceive = 10;

    public static BatchSizes Queue { get; } = new("a queue", OneReceive, Largest, OneReceive);

    public static BatchSizes FifoQueue { get; } = new("a FIFO queue", OneReceive, OneReceive, OneReceive);

    public static BatchSizes Stream { get; } = new("a stream", 100, Largest, Largest);

    public static BatchSizes Topic { get; } = new("a Kafka topic", 100, Largest, Largest);

    /// <returns>Null for sources of which no limit is known here.</returns>
    public static BatchSizes? Of(string sourceArn) => Arn.TryParse(sourceArn, out var arn)
        ? arn.Service switch
        {
            "sqs" => arn.Resource.EndsWith(".fifo", StringComparison.Ordinal) ? FifoQueue : Queue,
            "kinesis" or "dynamodb" => Stream,
            "kafka" => Topic,
            _ => null,
        }
        : null;
}
