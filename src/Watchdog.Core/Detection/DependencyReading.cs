using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>What a function says of its calls of one dependency, before its trouble and now.</summary>
/// <param name="Calls">Now, per minute.</param>
/// <param name="FailureRatio">Now, 0 to 1.</param>
/// <param name="UsualFailureRatio">Before, 0 to 1.</param>
/// <param name="Latency">Now, in milliseconds; null when nothing was published.</param>
/// <param name="UsualLatency">Before, in milliseconds; null when nothing was published.</param>
/// <param name="CallsMissing">Share of the calls that should be there, by the function's invocations, and are not; 0 to 1.</param>
public sealed record DependencyReading(
    string Function,
    string Dependency,
    double Calls,
    double FailureRatio,
    double UsualFailureRatio,
    double? Latency,
    double? UsualLatency,
    double CallsMissing)
{
    private const int RecentMinutes = 5;

    /// <summary>Share of the calls that fails, from which on it is no accident, when it is also three times the usual.</summary>
    private const double FailingRatio = 0.1;

    private const double FewestFailures = 3;

    private const double SlowerBy = 2;

    /// <summary>Milliseconds.</summary>
    private const double SlowerByMilliseconds = 50;

    /// <summary>Share of missing calls from which on they hang: a call that never returns is never measured.</summary>
    private const double MissingRatio = 0.5;

    public bool IsFailing => FailureRatio >= Math.Max(FailingRatio, 3 * UsualFailureRatio) && FailureRatio * Calls * RecentMinutes >= FewestFailures;

    public bool IsSlow => Latency is { } now && UsualLatency is { } usual && now >= Math.Max(SlowerBy * usual, usual + SlowerByMilliseconds);

    public bool IsHanging => CallsMissing >= MissingRatio;

    public bool IsBad => IsFailing || IsSlow || IsHanging;

    /// <summary>How bad it is, to compare the dependencies of one function by.</summary>
    public double Badness => (IsFailing ? FailureRatio : 0) + (IsSlow ? Math.Log(Latency!.Value / Math.Max(1, UsualLatency!.Value)) : 0) + (IsHanging ? CallsMissing : 0);

    public string Sentence =>
        IsFailing ? $"{Say.Percent(FailureRatio)} of its calls by {Function} fail ({Say.Percent(UsualFailureRatio)} before)" +
            (IsSlow ? $" and take {Milliseconds(Latency)} instead of {Milliseconds(UsualLatency)}" : "")
        : IsSlow ? $"its calls by {Function} take {Milliseconds(Latency)} instead of {Milliseconds(UsualLatency)}"
        : $"{Say.Percent(CallsMissing)} of the calls that {Function} should have made are not known to have returned";

    /// <param name="invocations">Of the function, in the same window; they may end later.</param>
    /// <returns>Null when the calls before the trouble are not known.</returns>
    public static DependencyReading? Of(
        string function, string dependency, Series calls, Series failures, Series latency, Series invocations, DateTimeOffset since)
    {
        var onset = Math.Clamp(Minute.Between(calls.Window.Start, Minute.Floor(since)), 0, calls.Length);
        var (callsBefore, invocationsBefore) = (calls.Before(onset).Sum, Sum(invocations, 0, onset));
        if (callsBefore == 0)
            return null;
        // Published at the end of an invocation, by another way than Lambda's own metrics: the last minutes of the two do not arrive together.
        var end = Math.Max(onset, Math.Min(calls.LastIndex is { } newest && newest >= onset ? newest + 1 : invocations.Length, calls.Length));
        var start = Math.Max(onset, end - RecentMinutes);
        var callsNow = Sum(calls, start, end);
        var expected = invocationsBefore == 0 ? 0 : Sum(invocations, start, Math.Min(end, invocations.Length)) * callsBefore / invocationsBefore;
        return new DependencyReading(
            function,
            dependency,
            callsNow / RecentMinutes,
            callsNow == 0 ? 0 : Math.Min(1, Sum(failures, start, end) / callsNow),
            Math.Min(1, failures.Before(onset).Sum / callsBefore),
            Median(latency, start, end),
            Median(latency, 0, onset),
            expected < FewestFailures ? 0 : Math.Max(0, 1 - (callsNow / expected)));
    }

    private static string Milliseconds(double? value) => Say.Milliseconds(value ?? 0);

    private static double Sum(Series series, int start, int end) =>
        Enumerable.Range(start, Math.Max(0, Math.Min(end, series.Length) - start)).Sum(i => series[i] ?? 0);

    private static double? Median(Series series, int start, int end)
    {
        var values = Enumerable.Range(start, Math.Max(0, end - start)).Select(i => series[i]).OfType<double>().ToList();
        return values.Count == 0 ? null : Robust.Median(values);
    }
}
