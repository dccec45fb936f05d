using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A function is refused concurrency: throttles / (invocations + throttles), since a refused request is not an invocation. Says which limit
/// bites and, where it is the account's pool, who uses it up.
/// </summary>
public static class Throttled
{
    /// <param name="details">Null when they could not be read: then the limit is told from the pool alone.</param>
    /// <param name="backlogs">What waits on the queues that the function reads: what the throttling does to them.</param>
    public static Judgement Judge(
        FunctionSignals signals, FunctionDetails? details, ConcurrencyPool pool, IReadOnlyDictionary<string, QueueDepth> backlogs, ThrottledOptions options)
    {
        var id = signals.Function.Id;
        if (signals.Throttles.Length < 2)
            return new Judgement.InsufficientData(Symptom.Throttled, id, "fewer than two readable minutes");

        var newest = signals.Throttles.Length - 1;
        int since;
        if (IsSevere(signals, newest, options) || IsThrottledAgain(signals, newest, options) || IsThrottledLastingly(signals, newest, options))
            since = RunUpTo(signals.Throttles, newest);
        else if (RareSince(signals, options) is { } first)
            since = first;
        else
            return new Judgement.Healthy(Symptom.Throttled, id, "the throttle ratio is not over its threshold in two of three minutes");

        var throttles = signals.Throttles.Tail(newest - since + 1);
        var perMinute = throttles.Sum / throttles.Length;
        var ratio = RatioOver(signals, since);
        var concurrency = signals.ConcurrentExecutions.Tail(throttles.Length).Max ?? 0;
        var limit = LimitThatBites.Find(signals.Function, details, concurrency, pool);
        // Refused requests are counted at once, concurrency when the minute is over: the first of them may be readable a minute before it.
        if (limit.Cause.Id.Length == 0 && throttles.Length <= options.WaitMinutes
            && signals.Invocations.Tail(throttles.Length).Sum > 0 && !IsConcurrencyKnown(signals, since, pool))
        {
            return new Judgement.InsufficientData(Symptom.Throttled, id, "the concurrency of these minutes is not readable yet");
        }
        return new Judgement.Trouble(new Finding(
            Symptom.Throttled,
            id,
            signals.Throttles.TimeAt(since),
            Severity.Warning,
            $"{Say.Percent(ratio)} of the requests to {signals.Function.Name} are refused for want of concurrency: " +
            $"{Say.Number(perMinute)} throttles/min at {Say.Number(concurrency)} concurrent executions. {limit.Cause.Text}",
            [
                new Evidence("throttle ratio", Math.Round(ratio * 100, 1), "%"),
                new Evidence("throttles", Math.Round(perMinute), "requests/min"),
                new Evidence("concurrent executions", concurrency, ""),
                new Evidence("limit", limit.Value, "concurrent executions"),
                new Evidence("errors", signals.Errors.Tail(throttles.Length).Sum, ""),
                .. backlogs.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => new Evidence($"waiting on queue {b.Key}", b.Value.Total, "messages")),
            ],
            limit.Cause,
            limit.Remedies,
            DecidingSeries.Of("throttles/min", signals.Throttles)));
    }

    private static bool IsThrottledLastingly(FunctionSignals signals, int newest, ThrottledOptions options) =>
        newest + 1 >= options.LastingMinutes
        && Enumerable.Range(newest + 1 - options.LastingMinutes, options.LastingMinutes).All(minute => signals.Throttles[minute] >= options.MinimumThrottles)
        && RatioOver(signals, newest + 1 - options.LastingMinutes) >= options.LastingRatio;

    private static bool IsConcurrencyKnown(FunctionSignals signals, int since, ConcurrencyPool pool) =>
        pool.KnownUntil >= signals.Throttles.TimeAt(since)
        && Enumerable.Range(since, signals.Throttles.Length - since).Any(minute => signals.ConcurrentExecutions[minute] is not null);

    // Where load creeps past a limit, every other minute is just below it.
    private static bool IsThrottledAgain(FunctionSignals signals, int newest, ThrottledOptions options) =>
        IsThrottled(signals, newest, options)
        && (IsThrottled(signals, newest - 1, options) || (newest >= 2 && signals.Throttles[newest - 1] > 0 && IsThrottled(signals, newest - 2, options)));

    private static bool IsThrottled(FunctionSignals signals, int minute, ThrottledOptions options) =>
        signals.Throttles[minute] >= options.MinimumThrottles && Ratio(signals, minute) >= options.MinimumRatio;

    private static bool IsSevere(FunctionSignals signals, int minute, ThrottledOptions options) =>
        signals.Throttles[minute] >= options.SevereThrottles && Ratio(signals, minute) >= options.SevereRatio;

    private static int RunUpTo(Series throttles, int newest)
    {
        var since = newest;
        while (since > 0 && throttles[since - 1] > 0)
            since--;
        return since;
    }

    // A function that is called once a minute and may not run is never refused five times in a minute.
    private static int? RareSince(FunctionSignals signals, ThrottledOptions options)
    {
        var refused = Enumerable.Range(0, signals.Throttles.Length).Where(minute => signals.Throttles[minute] > 0).ToArray();
        var requests = signals.Throttles.Sum + signals.Invocations.Sum;
        return refused.Length >= options.RareMinutes
            && refused[^1] >= signals.Throttles.Length - options.RareMinutes
            && requests <= options.RareRequests * signals.Throttles.Length
            && signals.Throttles.Sum >= options.RareThrottles
            && RatioOver(signals, refused[0]) >= options.RareRatio
                ? refused[0]
                : null;
    }

    private static double Ratio(FunctionSignals signals, int minute)
    {
        var throttles = signals.Throttles[minute] ?? 0;
        var requests = throttles + (signals.Invocations[minute] ?? 0);
        return requests == 0 ? 0 : throttles / requests;
    }

    private static double RatioOver(FunctionSignals signals, int since)
    {
        var minutes = signals.Throttles.Length - since;
        var throttles = signals.Throttles.Tail(minutes).Sum;
        var requests = throttles + signals.Invocations.Tail(minutes).Sum;
        return requests == 0 ? 0 : throttles / requests;
    }
}

/// <summary>When a function counts as throttled.</summary>
public sealed record ThrottledOptions
{
    /// <summary>Throttles in the newest minute and in one of the two before; requests/min, 1 and up. Default 5: a single retry burst is no trouble.</summary>
    public double MinimumThrottles { get; init; } = 5;

    /// <summary>Share of requests refused in each of these; 0.01 to 1. Default 0.05.</summary>
    public double MinimumRatio { get; init; } = 0.05;

    /// <summary>Minutes running with <see cref="MinimumThrottles"/> each after which a smaller share is enough; 3 to 15. Default 5.</summary>
    public int LastingMinutes { get; init; } = 5;

    /// <summary>Share of requests refused in these together; 0 to 1. Default 0.03.</summary>
    public double LastingRatio { get; init; } = 0.03;

    /// <summary>Throttles in one minute that are enough on their own, with <see cref="SevereRatio"/>; requests/min. Default 50.</summary>
    public double SevereThrottles { get; init; } = 50;

    /// <summary>Share of requests refused in one minute that is enough on its own; 0 to 1. Default 0.3.</summary>
    public double SevereRatio { get; init; } = 0.3;

    /// <summary>Minutes of throttling for which it is waited until the limit that bites can be told; 0 and up. Default 2.</summary>
    public int WaitMinutes { get; init; } = 2;

    /// <summary>Requests on the average from which on a function is no longer rarely called; requests/min. Default 10.</summary>
    public double RareRequests { get; init; } = 10;

    /// <summary>Different minutes with throttles, of those that were read, that are enough at low traffic; 2 and up. Default 5: a burst is one.</summary>
    public int RareMinutes { get; init; } = 5;

    /// <summary>Throttles in these minutes together; 1 and up. Default 8.</summary>
    public double RareThrottles { get; init; } = 8;

    /// <summary>Share of requests refused since the first of them; 0 to 1. Default 0.5.</summary>
    public double RareRatio { get; init; } = 0.5;

    /// <summary>
    /// Options for the share from which on throttling is trouble. Whoever wants to hear of a larger share only must not hear of a smaller one
    /// because it lasts, or because the function is rarely called: the other shares move with it, as far as they are from it by default.
    /// </summary>
    /// <param name="share">0.01 to 1; 0.05 gives the defaults.</param>
    public static ThrottledOptions From(double share) => new()
    {
        MinimumRatio = share,
        LastingRatio = 0.6 * share,
        SevereRatio = Math.Max(0.3, share),
        RareRatio = Math.Max(0.5, share),
    };

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it and the range.</exception>
    public ThrottledOptions Validated()
    {
        OptionRange.Check(nameof(MinimumThrottles), MinimumThrottles, 1, 1_000_000);
        OptionRange.Check(nameof(MinimumRatio), MinimumRatio, 0.01, 1);
        OptionRange.Check(nameof(LastingRatio), LastingRatio, 0, MinimumRatio);
        OptionRange.Check(nameof(SevereRatio), SevereRatio, MinimumRatio, 1);
        OptionRange.Check(nameof(RareRatio), RareRatio, MinimumRatio, 1);
        return this;
    }
}
