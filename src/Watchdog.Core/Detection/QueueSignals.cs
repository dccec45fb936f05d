using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>What is known of a queue's recent minutes.</summary>
/// <param name="Depth">Now, from SQS itself.</param>
/// <param name="Backlog">Visible messages: CloudWatch's points, and SQS's own for the minutes that CloudWatch does not have yet.</param>
/// <param name="Age">Of the oldest message, in seconds, as far as CloudWatch has it.</param>
/// <param name="Sent">Per minute, up to the newest readable minute; zero where nothing happened. So are Received and Deleted.</param>
public sealed record QueueSignals(
    Queue Queue,
    QueueDepth Depth,
    Series Backlog,
    Series Age,
    Series Sent,
    Series Received,
    Series Deleted,
    ImmutableArray<Consumer> Consumers)
{
    /// <summary>The metrics that <see cref="From"/> needs.</summary>
    public static IEnumerable<MetricQuery> Queries(string queue) =>
    [
        QueueMetrics.Visible(queue), QueueMetrics.AgeOfOldestMessage(queue),
        QueueMetrics.Sent(queue), QueueMetrics.Received(queue), QueueMetrics.Deleted(queue),
    ];

    /// <param name="sampled">Visible messages by minute as SQS gave them at earlier ticks.</param>
    public static QueueSignals From(
        Queue queue,
        QueueDepth depth,
        IEnumerable<KeyValuePair<DateTimeOffset, double>> sampled,
        IReadOnlyDictionary<MetricQuery, Series> metrics,
        int settledIndex,
        ImmutableArray<Consumer> consumers)
    {
        var visible = metrics[QueueMetrics.Visible(queue.Name)];
        var backlog = sampled
            .Where(point => point.Key >= visible.Window.Start && point.Key < visible.Window.End)
            .Where(point => visible[Minute.Between(visible.Window.Start, point.Key)] is null)
            .Aggregate(visible, (series, point) => series.With(point.Key, point.Value));
        var sent = metrics[QueueMetrics.Sent(queue.Name)];
        var received = metrics[QueueMetrics.Received(queue.Name)];
        var deleted = metrics[QueueMetrics.Deleted(queue.Name)];
        var newest = Readable.NewestIndex(settledIndex, sent, received, deleted);
        return new QueueSignals(
            queue,
            depth,
            backlog,
            metrics[QueueMetrics.AgeOfOldestMessage(queue.Name)],
            Readable.Counts(sent, newest),
            Readable.Counts(received, newest),
            Readable.Counts(deleted, newest),
            consumers);
    }

    /// <summary>The consumer that does most of the work; null when nothing reads the queue.</summary>
    public Consumer? MainConsumer =>
        Consumers.Where(c => !c.Mapping.IsDisabled).OrderByDescending(c => c.Signals.Invocations.Sum).FirstOrDefault();
}

/// <summary>A function that reads a queue through a mapping.</summary>
public sealed record Consumer(EventSourceMapping Mapping, FunctionSignals Signals)
{
    public Function Function => Signals.Function;
}
