using Watchdog.Core.Statistics;

namespace Watchdog.Core.Detection;

/// <summary>
/// Reads from a function's own series whether it times out, fails or is slow. As many of the newest minutes are judged as hold enough
/// invocations: two of a busy function, a quarter of an hour of a rare one. More load is no trouble, nor are refused requests, which are not
/// invocations, nor an error now and then.
/// </summary>
public static class TroubleFinder
{
    /// <param name="begun">When the trouble began that is told already; null when none is. What was told must clearly end to be over.</param>
    public static Diagnosis Find(FunctionHistory history, DateTimeOffset? begun, TroubleOptions options)
    {
        var step = StepOf(history, begun, options);
        if (TimesOut(history, step, options) is { } timeouts)
            return Diagnosis.Of(timeouts);
        if (Fails(history, begun, step, options) is { } failures)
            return Diagnosis.Of(failures);
        if (step?.Start is { } start)
            return Diagnosis.Of(Describe(history, TroubleKind.Slow, Recent.Of(history, 1, options.FailureMinutes) ?? new Recent(start, 0, 0), start, step, options));
        return Recent.Of(history, options.FewestToClear, options.FailureMinutes) is null
            ? Diagnosis.Unknown("too few invocations")
            : Diagnosis.Healthy("its invocations succeed as fast as usual");
    }

    /// <summary>Whether a minute's invocations lasted as long as they may.</summary>
    public static bool LastsUntilTimeout(FunctionHistory history, double? milliseconds, TroubleOptions options) =>
        milliseconds >= options.TimeoutShare * history.Function.Timeout.TotalMilliseconds;

    private static FunctionTrouble? TimesOut(FunctionHistory history, DurationStep? step, TroubleOptions options)
    {
        if (Recent.Of(history, options.FewestTimeouts, options.TimeoutMinutes) is not { } recent || recent.Errors < options.NearlyAll * recent.Invocations)
            return null;
        if (Recent.Minutes(history, recent.Start).Any(minute => !IsTimeout(minute)))
            return null;
        var start = recent.Start;
        for (var minute = start - 1; minute >= 0 && (history.Invocations[minute] is not > 0 || IsTimeout(minute)); minute--)
            if (history.Invocations[minute] > 0)
                start = minute;
        return Describe(history, TroubleKind.TimesOut, recent, start, step, options);

        bool IsTimeout(int minute) =>
            LastsUntilTimeout(history, history.MedianDuration[minute], options) && history.Errors[minute] >= history.Invocations[minute] / 2;
    }

    private static FunctionTrouble? Fails(FunctionHistory history, DateTimeOffset? begun, DurationStep? step, TroubleOptions options)
    {
        var wanted = begun is null ? options.FewestInvocations : options.FewestToClear;
        if (Recent.Of(history, wanted, options.FailureMinutes) is not { } recent)
            return null;
        var ratio = recent.Errors / recent.Invocations;
        var start = FirstFailure(history, recent.Start, ratio / 3);
        if (begun is not null)
            return ratio >= options.MinimumErrorRatio / 2 ? Describe(history, TroubleKind.Fails, recent, start, step, options) : null;
        if (recent.Errors < options.FewestErrors || ratio < options.MinimumErrorRatio)
            return null;

        var before = history.Invocations.Before(start).Sum;
        var usual = before == 0 ? 0 : history.Errors.Before(start).Sum / before;
        if (before < options.FewestUsual)
            return ratio >= options.Always ? Describe(history, TroubleKind.Fails, recent, start, step, options) : null;
        return Poisson.AtLeast(recent.Errors, recent.Invocations * Math.Max(usual, options.ForgivenErrorRatio)) <= options.Significance && ratio >= 3 * usual
            ? Describe(history, TroubleKind.Fails, recent, start, step, options)
            : null;
    }

    // Backward over the minutes with failures, forward over those in which the failures had not begun.
    private static int FirstFailure(FunctionHistory history, int start, double ratio)
    {
        bool IsFailing(int minute) => history.Errors[minute] > 0 && history.Errors[minute] >= ratio * history.Invocations[minute];
        var first = start;
        for (var minute = start - 1; minute >= 0 && (history.Invocations[minute] is not > 0 || IsFailing(minute)); minute--)
            if (IsFailing(minute))
                first = minute;
        while (first < history.Invocations.Length - 1 && !IsFailing(first))
            first++;
        return first;
    }

    private static FunctionTrouble Describe(
        FunctionHistory history, TroubleKind kind, Recent recent, int start, DurationStep? step, TroubleOptions options) => new(
        kind,
        history.Invocations.TimeAt(start),
        history.LastSuccessBefore(start),
        recent.Invocations,
        recent.Errors,
        step?.Now ?? NewestMedian(history, recent),
        step?.Usual,
        step?.Start is not null,
        kind is TroubleKind.TimesOut || LastsUntilTimeout(history, history.LongestDuration.Tail(history.LongestDuration.Length - recent.Start).Max, options));

    private static double? NewestMedian(FunctionHistory history, Recent recent)
    {
        var medians = Recent.Minutes(history, recent.Start).Select(minute => history.MedianDuration[minute]).OfType<double>().ToList();
        return medians.Count == 0 ? null : Robust.Median(medians);
    }

    private static DurationStep? StepOf(FunctionHistory history, DateTimeOffset? begun, TroubleOptions options) =>
        DurationStep.Of(history.MedianDuration, begun, BatchGrowth.Of(history, options.Duration.RecentPoints, begun), options.Duration);

    /// <summary>The newest minutes that together hold enough invocations; at least two.</summary>
    private sealed record Recent(int Start, double Invocations, double Errors)
    {
        public static Recent? Of(FunctionHistory history, double fewest, int mostMinutes)
        {
            var (invocations, errors) = (0.0, 0.0);
            var length = history.Invocations.Length;
            for (var minute = length - 1; minute >= Math.Max(0, length - mostMinutes); minute--)
            {
                invocations += history.Invocations[minute] ?? 0;
                errors += history.Errors[minute] ?? 0;
                if (invocations >= fewest && length - minute >= 2)
                    return new Recent(minute, invocations, Math.Min(errors, invocations));
            }
            return null;
        }

        /// <summary>The minutes from the start on in which something ran.</summary>
        public static IEnumerable<int> Minutes(FunctionHistory history, int start) =>
            Enumerable.Range(start, history.Invocations.Length - start).Where(minute => history.Invocations[minute] > 0);
    }
}

/// <summary>When a function counts as timing out, failing or slow.</summary>
public sealed record TroubleOptions
{
    /// <summary>Invocations that are judged for errors; 5 and up. Default 10.</summary>
    public double FewestInvocations { get; init; } = 10;

    /// <summary>Minutes in which they must have come; 2 to 60. Default 20. A rarer function is judged by the hour.</summary>
    public int FailureMinutes { get; init; } = 20;

    /// <summary>Errors among them; 2 and up. Default 5.</summary>
    public double FewestErrors { get; init; } = 5;

    /// <summary>Share of them that fails; 0 to 1. Default 0.3. What was told is over below half of it.</summary>
    public double MinimumErrorRatio { get; init; } = 0.3;

    /// <summary>Share of failures that is never a surprise; 0 to 1. Default 0.01.</summary>
    public double ForgivenErrorRatio { get; init; } = 0.01;

    /// <summary>Largest probability that so many errors are what was usual before; 0 to 1. Default one in a million.</summary>
    public double Significance { get; init; } = 1e-6;

    /// <summary>Invocations before the errors without which it is not known whether it ever worked; 1 and up. Default 20.</summary>
    public double FewestUsual { get; init; } = 20;

    /// <summary>Share of failures that means always, where nothing is known of before; 0 to 1. Default 0.95.</summary>
    public double Always { get; init; } = 0.95;

    /// <summary>Invocations that are judged for timeouts; 2 and up. Default 4: what AWS tries again counts as new, and one event is tried three times.</summary>
    public double FewestTimeouts { get; init; } = 4;

    /// <summary>Minutes in which they must have come; 2 to 180. Default 60: timeouts of 15 minutes are published 15 minutes late.</summary>
    public int TimeoutMinutes { get; init; } = 60;

    /// <summary>Share of the timeout from which on an invocation lasted until it; 0 to 1. Default 0.99.</summary>
    public double TimeoutShare { get; init; } = 0.99;

    /// <summary>Share of the invocations that must end in the timeout; 0 to 1. Default 0.9.</summary>
    public double NearlyAll { get; init; } = 0.9;

    /// <summary>Invocations that can show that a trouble is over; 1 and up. Default 3.</summary>
    public double FewestToClear { get; init; } = 3;

    public DurationStepOptions Duration { get; init; } = new();
}
