using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;

namespace Watchdog.Core.Detection;

/// <summary>
/// Whether the account's sums hold something that the functions which are watched already do not explain, so that all functions must be read
/// to find where it comes from. Decided from the sums alone, which go back for hours at no cost: nothing needs to be remembered.
/// </summary>
/// <remarks>
/// One metric of 300 functions is $0.003. A function that has failed one time in fifty for ever is part of what is usual and is not swept for;
/// errors that begin are swept for within a minute while they are many, within five while they are few or come late, and whatever is left
/// every quarter of an hour: for 300 functions $8.64 a month in an account that always has some errors, nothing in one that has none.
/// </remarks>
public static class Residual
{
    private const int QuickMinutes = 3;

    /// <summary>An invocation's error appears under the minute in which it started, up to 15 minutes back.</summary>
    private const int SlowMinutes = 20;

    /// <summary>Events below which nobody is looked for outside of the regular sweep.</summary>
    private const double Fewest = 3;

    /// <summary>What is usual may become so much more before it is news.</summary>
    private const double Excess = 1.5;

    /// <summary>Largest probability that it is what is usual.</summary>
    private const double Significance = 1e-3;

    /// <param name="sum">Of the whole account, per minute.</param>
    /// <param name="explained">By the functions that were read already; of the same window.</param>
    public static SweepReason Of(Series sum, IEnumerable<Series> explained, DateTimeOffset now)
    {
        var known = explained.ToArray();
        var rest = Enumerable.Range(0, sum.Length)
            .Select(minute => Math.Max(0, (sum[minute] ?? 0) - known.Sum(series => minute < series.Length ? series[minute] ?? 0 : 0)))
            .ToArray();
        var minute = Minute.Between(DateTimeOffset.UnixEpoch, Minute.Floor(now));
        if (IsNews(rest, QuickMinutes))
            return SweepReason.Sudden;
        if (minute % 5 == 0 && IsNews(rest, SlowMinutes))
            return SweepReason.Slow;
        return minute % 15 == 0 && rest.TakeLast(SlowMinutes).Any(count => count > 0) ? SweepReason.Regular : SweepReason.None;
    }

    /// <summary>Whether one function's own count in its newest minutes is more than it usually has.</summary>
    public static bool IsNews(Series counts)
    {
        var points = counts.Points.Select(p => p ?? 0).ToArray();
        return IsNews(points, QuickMinutes) || IsNews(points, SlowMinutes);
    }

    // Of the newest two minutes little is published yet; a window reaches back from the newest point.
    private static bool IsNews(double[] counts, int minutes)
    {
        var end = Array.FindLastIndex(counts, count => count > 0) + 1;
        if (counts.Length - end > minutes)
            return false;
        end = Math.Max(end, counts.Length - 2);
        var start = Math.Max(0, end - minutes);
        var recent = counts[start..end].Sum();
        var before = counts[..Math.Max(0, Math.Min(start, end - SlowMinutes))];
        var usual = before.Length == 0 ? 0 : Robust.Median([.. before]);
        return recent >= Fewest && Poisson.AtLeast(recent, Excess * minutes * usual) <= Significance;
    }
}

/// <summary>Why all functions are to be read.</summary>
public enum SweepReason
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>Much more than usual in the newest minutes.</summary>
    Sudden,

    /// <summary>More than usual over a longer while.</summary>
    Slow,

    /// <summary>Something is there that nobody explains.</summary>
    Regular,
}
