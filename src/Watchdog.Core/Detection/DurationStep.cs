using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;

namespace Watchdog.Core.Detection;

/// <summary>
/// Whether a function's invocations take much longer than they used to. The median of each minute is compared with the medians before, on a
/// logarithmic scale, since durations spread by factors: a function of a few noisy invocations a minute must go further from its usual than
/// a busy one whose median hardly moves.
/// </summary>
/// <param name="Usual">Median of the minutes before, in milliseconds.</param>
/// <param name="Threshold">From where on a minute counts as slow, in milliseconds.</param>
/// <param name="Now">Median of the newest minutes, in milliseconds.</param>
/// <param name="Start">Index of the first slow minute of the run that leads up to now; null when the newest minutes are not slow.</param>
public sealed record DurationStep(double Usual, double Threshold, double Now, int? Start)
{
    /// <param name="medians">Milliseconds; null where nothing ran.</param>
    /// <param name="begun">Where the trouble is known to have begun: what is usual was before. Null: it would be new.</param>
    /// <param name="growth">By what factor bigger batches explain a longer duration; 1 and up.</param>
    /// <returns>Null when too little is known.</returns>
    public static DurationStep? Of(Series medians, DateTimeOffset? begun, double growth, DurationStepOptions options)
    {
        var points = Enumerable.Range(0, medians.Length).Where(i => medians[i] is not null).ToArray();
        if (points.Length < options.RecentPoints + options.MinimumUsualPoints)
            return null;
        var recent = points[^options.RecentPoints..];
        if (medians.Length - recent[^1] > options.OldestMinutes + (medians[recent[^1]]! / MillisecondsPerMinute))
            return null;
        var usual = UsualOf(medians, points, begun, options);
        if (usual.Length < options.MinimumUsualPoints)
            return null;

        var logs = usual.Select(i => Math.Log(Math.Max(Smallest, medians[i]!.Value))).ToList();
        var middle = Robust.Median(logs);
        var spread = Robust.Deviation(logs, middle);
        var median = Math.Exp(middle);
        var factor = begun is null
            ? Math.Max(options.MinimumFactor, Math.Exp(options.Deviations * spread))
            : Math.Sqrt(options.MinimumFactor);
        var threshold = Math.Max(median * factor, median + options.MinimumIncrease) * growth;
        var isSlow = begun is null
            ? recent.All(i => medians[i] > threshold)
            : recent.Count(i => medians[i] > threshold) > recent.Length / 2;
        return new DurationStep(
            median, threshold, Robust.Median([.. recent.Select(i => medians[i]!.Value)]), isSlow ? StartOf(medians, points, threshold) : null);
    }

    private const double MillisecondsPerMinute = 60_000;

    /// <summary>Keeps the logarithm of a duration that was rounded to nothing defined; milliseconds.</summary>
    private const double Smallest = 0.1;

    // The last minutes are left out, since they may belong to the trouble already; not where that leaves too few.
    private static int[] UsualOf(Series medians, int[] points, DateTimeOffset? begun, DurationStepOptions options)
    {
        if (begun is { } since)
            return [.. points.Where(i => medians.TimeAt(i) < since)];
        int[] earlier = [.. points.Where(i => i < medians.Length - options.LeftOutMinutes)];
        return earlier.Length >= options.MinimumUsualPoints ? earlier : points[..^options.RecentPoints];
    }

    private static int StartOf(Series medians, int[] points, double threshold)
    {
        var start = points.Length - 1;
        while (start > 0 && medians[points[start - 1]] > threshold)
            start--;
        return points[start];
    }
}

/// <summary>When a duration counts as stepped up.</summary>
public sealed record DurationStepOptions
{
    /// <summary>Minutes with invocations that must all be slow; 1 to 10. Default 3.</summary>
    public int RecentPoints { get; init; } = 3;

    /// <summary>How old the newest of them may be, longer by what the invocations last; minutes. Default 10.</summary>
    public int OldestMinutes { get; init; } = 10;

    /// <summary>The newest minutes, which do not count as usual; minutes. Default 10.</summary>
    public int LeftOutMinutes { get; init; } = 10;

    /// <summary>Minutes with invocations without which nothing is usual; 5 and up. Default 15.</summary>
    public int MinimumUsualPoints { get; init; } = 15;

    /// <summary>Factor over the usual median; over 1. Default 2. A step that was told is over below its square root.</summary>
    public double MinimumFactor { get; init; } = 2;

    /// <summary>
    /// Robust standard deviations of the logarithm over the usual; 1 and up. Default 3: with three minutes running, one in some hundred million by chance.
    /// </summary>
    public double Deviations { get; init; } = 3;

    /// <summary>Milliseconds over the usual median; 0 and up. Default 100: from 5 ms to 20 ms is no outage.</summary>
    public double MinimumIncrease { get; init; } = 100;
}
