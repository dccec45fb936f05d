using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>What a consumer gets done, from its newest readable minutes.</summary>
/// <param name="Concurrency">Highest number of concurrent executions.</param>
/// <param name="DurationMinutes">Mean duration of an invocation, in minutes; null when nothing ran.</param>
/// <param name="MessagesPerInvocation">Messages that one invocation works off; 1 to the batch size.</param>
public sealed record ConsumerCapacity(double Concurrency, double? DurationMinutes, double MessagesPerInvocation)
{
    private const double MillisecondsPerMinute = 60_000;

    public static ConsumerCapacity Of(QueueSignals queue, Consumer consumer, int minutes)
    {
        var invocations = consumer.Signals.Invocations.Tail(minutes).Sum;
        var received = queue.Received.Tail(minutes).Sum;
        return new ConsumerCapacity(
            consumer.Signals.ConcurrentExecutions.Tail(minutes).Max ?? 0,
            consumer.Signals.AverageDuration.Tail(minutes).Max / MillisecondsPerMinute,
            invocations == 0 ? 1 : Math.Clamp(received / invocations, 1, consumer.Mapping.BatchSize));
    }

    /// <summary>Little's law: executions at once = arrivals x duration / messages per invocation.</summary>
    /// <param name="arrivals">Messages per minute.</param>
    public double? ConcurrencyFor(double arrivals) =>
        DurationMinutes is { } duration ? Math.Ceiling(arrivals * duration / MessagesPerInvocation) : null;

    /// <summary>Why the consumer does not do more, as a clause that begins with its name.</summary>
    public string Explain(Consumer consumer)
    {
        var name = consumer.Function.Name;
        var pace = DurationMinutes is { } duration
            ? $"{name} takes {Say.Duration(TimeSpan.FromMinutes(duration))} for {Say.Count(Math.Round(MessagesPerInvocation, 1), "message")}"
            : $"{name} is the only consumer";
        if (consumer.Mapping.MaximumConcurrency is { } maximum && Concurrency >= 0.9 * maximum)
            return $"{pace}, and its mapping's maximum concurrency of {maximum} is used up.";
        return consumer.Signals.Throttles.Tail(3).Sum > 0
            ? $"{pace}, and is refused more concurrency (see its throttles)."
            : $"{pace}, and {Say.Number(Concurrency)} concurrent executions do not keep up.";
    }
}
