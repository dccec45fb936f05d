using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>
/// What is received from a queue and not processed, minute by minute. A function that fails says so in its errors, one for each batch; with
/// partial batch responses it gives single messages back and reports no error, and only received less deleted tells.
/// </summary>
/// <param name="PerMinute">Failed invocations; of partial batches, messages given back. Every minute has a value.</param>
/// <param name="Noise">Variance of one minute's value: what is received in one minute and deleted in the next. Messages, squared.</param>
public sealed record FailingReceives(Series PerMinute, double Noise)
{
    /// <summary>Receives that are refused for want of concurrency also come back; above this share of the invocations nothing is told from partial batches.</summary>
    private const double ToleratedThrottles = 0.02;

    public static FailingReceives Of(QueueSignals queue, Consumer consumer)
    {
        var signals = consumer.Signals;
        if (!consumer.Mapping.PartialBatchResponses)
            return new FailingReceives(signals.Errors, 0);
        if (signals.Throttles.Sum > ToleratedThrottles * signals.Invocations.Sum)
            return new FailingReceives(Zero(queue.Received.Window), 0);

        var window = queue.Received.Window;
        var kept = Enumerable.Range(0, queue.Received.Length).Select(i => (double?)Math.Max(0, (queue.Received[i] - queue.Deleted[i]) ?? 0));
        var inFlight = queue.Received.Sum / Math.Max(1, queue.Received.Length) * (signals.AverageDuration.Max ?? 0) / 60_000;
        return new FailingReceives(new Series(window, [.. kept]), 2 * inFlight);
    }

    /// <summary>
    /// Whether the consumer of partial batches gave back nearly all that it was handed: it ran, for long enough to have deleted something, and
    /// next to nothing was deleted.
    /// </summary>
    /// <param name="minutes">Over which it is looked at.</param>
    /// <param name="progress">Share of the invocations that may have led to a deletion.</param>
    public static bool GivesAllBack(QueueSignals queue, Consumer consumer, int minutes, double minimum, double progress)
    {
        if (!consumer.Mapping.PartialBatchResponses)
            return false;
        // What an invocation has done is deleted at its end, but the invocation counts in the minute of its start.
        var running = (int)Math.Ceiling((consumer.Signals.AverageDuration.Tail(minutes).Max ?? 0) / 60_000);
        var span = Math.Max(minutes, running + 1);
        if (queue.Deleted.Length < span || consumer.Signals.Invocations.Length < span)
            return false;
        var begun = consumer.Signals.Invocations.Tail(span).Before(span - running).Sum;
        return begun >= minimum && queue.Received.Tail(span).Sum >= begun && queue.Deleted.Tail(span).Sum <= progress * begun;
    }

    private static Series Zero(TimeWindow window) => Series.Empty(window).ZeroFilled(window.Minutes - 1);
}
