using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>A queue that gives messages up to a dead-letter queue, and who reads it.</summary>
/// <param name="Consumer">Null when no function reads it.</param>
public sealed record DeadLetterSource(Queue Queue, Consumer? Consumer);

/// <summary>What is known of a dead-letter queue's recent minutes.</summary>
/// <param name="Depth">Now, from SQS itself.</param>
/// <param name="Total">All messages on it at the end of each minute; null where that is not known for certain.</param>
/// <param name="Held">How many of them somebody had received and not deleted.</param>
/// <param name="Sent">What was sent to it: by hand, by code or as a function's failure destination. What SQS moves there is not sent.</param>
/// <param name="Sources">The queues that name it in their redrive policy.</param>
public sealed record DeadLetterSignals(
    Queue Queue,
    QueueDepth Depth,
    Series Total,
    Series Held,
    Series Sent,
    Series Deleted,
    ImmutableArray<DeadLetterSource> Sources)
{
    /// <summary>Fewer minutes without a point can be points that are late or missing.</summary>
    private const int LongSilence = 10;

    /// <summary>The metrics that <see cref="From"/> needs.</summary>
    public static IEnumerable<MetricQuery> Queries(string queue) =>
    [
        QueueMetrics.Visible(queue), QueueMetrics.InFlight(queue), QueueMetrics.Sent(queue), QueueMetrics.Received(queue), QueueMetrics.Deleted(queue),
    ];

    /// <param name="sampled">Its depths by minute as SQS gave them at earlier ticks, the newest from now.</param>
    public static DeadLetterSignals From(
        Queue queue,
        QueueDepth depth,
        IEnumerable<KeyValuePair<DateTimeOffset, QueueDepth>> sampled,
        IReadOnlyDictionary<MetricQuery, Series> metrics,
        int settledIndex,
        ImmutableArray<DeadLetterSource> sources)
    {
        var visible = metrics[QueueMetrics.Visible(queue.Name)];
        var inFlight = metrics[QueueMetrics.InFlight(queue.Name)];
        var received = metrics[QueueMetrics.Received(queue.Name)];
        var total = Series.Empty(visible.Window);
        var held = total;
        for (var minute = 0; minute < visible.Length; minute++)
        {
            // Within a minute in which something is received a message can be at the top of both counts: their sum says nothing then.
            if (visible[minute] is not { } count || received[minute] > 0)
                continue;
            total = total.With(visible.TimeAt(minute), count + (inFlight[minute] ?? 0));
            held = held.With(visible.TimeAt(minute), inFlight[minute] ?? 0);
        }
        // A queue that holds a message reports; one that has long been silent before it reports was empty and asleep.
        var silent = Enumerable.Range(0, visible.Length).TakeWhile(i => visible[i] is null && i <= settledIndex).Count();
        for (var minute = 0; minute < silent && silent >= LongSilence; minute++)
            (total, held) = (total.With(visible.TimeAt(minute), 0), held.With(visible.TimeAt(minute), 0));
        foreach (var (time, sample) in sampled)
            (total, held) = (total.With(time, sample.Total), held.With(time, sample.InFlight));

        var (sent, deleted) = (metrics[QueueMetrics.Sent(queue.Name)], metrics[QueueMetrics.Deleted(queue.Name)]);
        var newest = Readable.NewestIndex(settledIndex, sent, received, deleted);
        return new DeadLetterSignals(
            queue, depth, total, held, Readable.Counts(sent, newest), Readable.Counts(deleted, newest), sources);
    }

    /// <summary>
    /// Messages that arrived, by minute; zero where none did. What is on the queue and what was deleted from it add up to what has ever come,
    /// however fast it is drained. The two are not measured at one instant, so that a rise counts only if the next look still shows it; it counts
    /// at once where nobody is receiving.
    /// </summary>
    public Series Arrivals()
    {
        var known = Enumerable.Range(0, Total.Length).Where(i => Total[i] is not null).ToArray();
        var ever = new double[known.Length];
        var (deleted, from) = (0.0, 0);
        for (var k = 0; k < known.Length; k++)
        {
            for (; from <= known[k] && from < Deleted.Length; from++)
                deleted += Deleted[from] ?? 0;
            ever[k] = Total[known[k]]!.Value + deleted;
        }

        var arrivals = Series.Empty(Total.Window).ZeroFilled(Total.Length - 1);
        var before = known.Length == 0 ? 0 : Lasting(ever, known, 0);
        for (var k = 1; k < known.Length; k++)
        {
            var now = Lasting(ever, known, k);
            if (now > before)
                arrivals = arrivals.With(Total.TimeAt(known[k]), now - before);
            before = now;
        }
        return arrivals;
    }

    /// <summary>
    /// What arrived without having been sent there: SQS moved it. Of the minutes for which CloudWatch does not know yet what was sent it is taken to be
    /// nothing, unless something has been sent in the hour.
    /// </summary>
    public Series Moved()
    {
        var arrivals = Arrivals();
        var known = Sent.Sum == 0 ? arrivals.Length : Sent.Length;
        return new Series(arrivals.Window, [.. Enumerable.Range(0, arrivals.Length)
            .Select(i => (double?)(i < known ? Math.Max(0, arrivals[i]!.Value - (i < Sent.Length ? Sent[i] ?? 0 : 0)) : 0))]);
    }

    private double Lasting(double[] ever, int[] known, int at)
    {
        if (at + 1 < known.Length)
            return Math.Min(ever[at], Math.Min(ever[at + 1], ever[Math.Min(at + 2, ever.Length - 1)]));
        // The newest look: nothing can confirm it yet.
        var isAtRest = Held[known[at]] == 0 && (at == 0 || Held[known[at - 1]] == 0) && Recently(Deleted, known[at]) == 0;
        return isAtRest || at == 0 ? ever[at] : Math.Min(ever[at], ever[at - 1]);
    }

    private static double Recently(Series counts, int minute)
    {
        var sum = 0.0;
        for (var i = Math.Max(0, minute - 3); i <= minute && i < counts.Length; i++)
            sum += counts[i] ?? 0;
        return sum;
    }
}
