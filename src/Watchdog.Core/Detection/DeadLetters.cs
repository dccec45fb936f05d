using System.Collections.Immutable;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// Something arrives on a dead-letter queue. Arrivals are counted, not what lies there: a queue that has been full for days is no new trouble, and
/// one that somebody empties at once is trouble all the same. It is over some time after the last arrival, whatever still lies there.
/// </summary>
public static class DeadLetters
{
    public static Judgement Judge(DeadLetterSignals letters, DeadLettersOptions options)
    {
        var id = letters.Queue.Id;
        if (letters.Total.Count < 2)
            return new Judgement.InsufficientData(Symptom.DeadLetters, id, "its depth is known of fewer than two minutes");
        var arrivals = letters.Arrivals();
        var minutes = RecentMinutes(arrivals, options);
        var recent = arrivals.Tail(minutes);
        if (recent.Sum < 1)
            return new Judgement.Healthy(Symptom.DeadLetters, id, $"nothing arrived; {Say.Count(letters.Depth.Total, "message")} still lie there");
        return new Judgement.Trouble(Describe(letters, arrivals, recent));
    }

    private static Finding Describe(DeadLetterSignals letters, Series arrivals, Series recent)
    {
        var name = letters.Queue.Name;
        var minutes = recent.Length;
        var sent = Math.Min(recent.Sum, letters.Sent.Tail(minutes).Sum);
        var sources = DeadLetterOrigin.Likeliest(letters, minutes);
        var from = letters.Sources.Length == 0 ? "" : $" of {string.Join(", ", letters.Sources.Select(s => s.Queue.Name))}";
        return new Finding(
            Symptom.DeadLetters,
            letters.Queue.Id,
            Began(arrivals, minutes),
            Severity.Warning,
            $"{Say.Count(recent.Sum, "message")} came to {name}, the dead-letter queue{from}, in the last {Say.Number(minutes)} min" +
            (sent > 0 ? $", {Say.Number(sent)} of them sent there and not moved by SQS" : "") +
            $"; {(letters.Depth.Total == 1 ? "1 message lies" : $"{Say.Number(letters.Depth.Total)} messages lie")} there now.",
            [
                new Evidence("arrivals", recent.Sum, "messages"),
                .. sent > 0 ? [new Evidence("sent there directly", sent, "messages")] : ImmutableArray<Evidence>.Empty,
                new Evidence("lie there now", letters.Depth.Total, "messages"),
                new Evidence("kept from the day they were sent", Math.Round(letters.Queue.Retention.TotalDays, 1), "days"),
            ],
            DeadLetterOrigin.CauseOf(letters, sources, sent >= recent.Sum),
            Remedies(letters, sources),
            DecidingSeries.Of("arrivals/min", arrivals.Tail(Math.Max(30, minutes))))
        {
            OtherCauses = DeadLetterOrigin.OthersOf(letters, sources, sent >= recent.Sum),
        };
    }

    // Where they trickle, a pause twice as long as the last one is still the same trouble.
    private static int RecentMinutes(Series arrivals, DeadLettersOptions options)
    {
        var minutes = Enumerable.Range(0, arrivals.Length).Where(i => arrivals[i] > 0).ToArray();
        return minutes.Length < 3 ? options.RecentMinutes : Math.Clamp(2 * (minutes[^1] - minutes[^2]), options.RecentMinutes, options.MostRecentMinutes);
    }

    // The first of the arrivals that follow each other without so long a pause that the trouble would have counted as over.
    private static DateTimeOffset Began(Series arrivals, int minutes)
    {
        var began = arrivals.Length - 1;
        var quiet = 0;
        for (var minute = arrivals.Length - 1; minute >= 0 && quiet <= minutes; minute--)
        {
            quiet = arrivals[minute] > 0 ? 0 : quiet + 1;
            if (quiet == 0)
                began = minute;
        }
        return arrivals.TimeAt(began);
    }

    private static ImmutableArray<string> Remedies(DeadLetterSignals letters, ImmutableArray<DeadLetterSource> sources)
    {
        var consumer = sources.Select(s => s.Consumer).OfType<Consumer>().FirstOrDefault();
        return
        [
            $"Look at one: aws sqs receive-message --queue-url {letters.Queue.Url} --attribute-names All --message-attribute-names All --visibility-timeout 30",
            .. consumer is null
                ? ImmutableArray<string>.Empty
                : [$"Find the error of that time in the log: aws logs tail /aws/lambda/{consumer.Function.Name} --since 1h --filter-pattern ERROR"],
            $"Repair what fails on it first, then move all of them back: aws sqs start-message-move-task --source-arn {letters.Queue.Arn}",
            $"If they are worth nothing: aws sqs purge-queue --queue-url {letters.Queue.Url}",
            "Mind the time: on a standard queue a message's retention counts from the day it was first sent, not from its arrival here.",
        ];
    }
}

/// <summary>When dead letters are told.</summary>
public sealed record DeadLettersOptions
{
    /// <summary>After the last arrival it is still the same trouble for so long; minutes, 1 to 60. Default 15.</summary>
    public int RecentMinutes { get; init; } = 15;

    /// <summary>The same where they trickle, one after another with long pauses; minutes, up to 60. Default 45.</summary>
    public int MostRecentMinutes { get; init; } = 45;
}
