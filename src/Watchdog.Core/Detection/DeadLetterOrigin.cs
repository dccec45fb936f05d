using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>Where dead letters come from.</summary>
internal static class DeadLetterOrigin
{
    /// <summary>The queues whose consumers failed, or were refused, most in the last minutes; all of them when none did.</summary>
    public static ImmutableArray<DeadLetterSource> Likeliest(DeadLetterSignals letters, int minutes)
    {
        var failures = letters.Sources
            .Select(source => (Source: source, Failures: source.Consumer is { } c ? c.Signals.Errors.Tail(minutes).Sum + c.Signals.Throttles.Tail(minutes).Sum : 0))
            .ToArray();
        var most = failures.Max(f => (double?)f.Failures) ?? 0;
        return [.. failures.Where(f => f.Failures == most).Select(f => f.Source)];
    }

    /// <param name="allSent">Nothing was moved by SQS.</param>
    public static Cause CauseOf(DeadLetterSignals letters, ImmutableArray<DeadLetterSource> sources, bool allSent)
    {
        if (sources.Select(s => s.Consumer?.Function.Name).OfType<string>().Distinct().ToArray() is not [var function])
        {
            return Cause.Unknown(sources.Length == 1
                ? $"{Receives(sources[0])}; no function reads {sources[0].Queue.Name}."
                : $"They come from one of {string.Join(", ", sources.Select(s => s.Queue.Name))}.");
        }

        var consumer = sources.First(s => s.Consumer is not null).Consumer!;
        var queue = sources.First(s => s.Consumer is not null).Queue;
        var id = ResourceId.Function(function);
        if (allSent)
            return Cause.Of(id, $"Either {function}, which reads {queue.Name}, puts them there itself, or somebody else sends to {letters.Queue.Name}.");
        var refused = consumer.Signals.Throttles.Tail(30).Sum > consumer.Signals.Errors.Tail(30).Sum;
        return Cause.Of(id, refused
            ? $"{function}, which reads {queue.Name}, is refused concurrency, and each refusal counts as a receive: good messages are given up. {Receives(sources[0])}."
            : $"{function}, which reads {queue.Name}, did not process them. {Receives(sources[0])}.");
    }

    public static ImmutableArray<Cause> OthersOf(DeadLetterSignals letters, ImmutableArray<DeadLetterSource> sources, bool allSent)
    {
        if (allSent)
            return [Cause.Unknown($"{letters.Queue.Name} is also the failure destination of a function, or somebody sends to it by hand.")];
        var other = sources.FirstOrDefault(s => s.Consumer is { } c && s.Queue.VisibilityTimeout < c.Function.Timeout);
        return other is null
            ? []
            : [Cause.Of(other.Queue.Id,
                $"The visibility timeout of {other.Queue.Name} ({Say.Duration(other.Queue.VisibilityTimeout)}) is shorter than the timeout of " +
                $"{other.Consumer!.Function.Name} ({Say.Duration(other.Consumer.Function.Timeout)}): a message comes back while it is still worked on.")];
    }

    private static string Receives(DeadLetterSource source) => source.Queue.Redrive is { } redrive
        ? $"A message of {source.Queue.Name} is given up after {Say.Count(redrive.MaxReceiveCount, "receive")}"
        : $"{source.Queue.Name} gives messages up";
}
