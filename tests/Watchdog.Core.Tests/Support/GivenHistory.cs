using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Tests.Support;

/// <summary>Hours of a function's invocations, minute by minute.</summary>
internal static class GivenHistory
{
    /// <summary>Two hours as they were, and then something else.</summary>
    public const int Usual = 120;

    /// <param name="then">What each minute after the usual ones is like.</param>
    public static FunctionHistory Of(Minutes usual, params Minutes[] then)
    {
        Minutes[] all = [.. Enumerable.Repeat(usual, Usual), .. then];
        return new FunctionHistory(
            Given.Function("orders"),
            Series(all, m => m.Invocations),
            Series(all, m => m.Errors),
            Series(all, m => m.Invocations == 0 ? null : m.Median),
            Series(all, m => m.Invocations == 0 ? null : m.Longest ?? m.Median));
    }

    public static Minutes[] Times(this Minutes minutes, int count) => [.. Enumerable.Repeat(minutes, count)];

    public static FunctionTrouble Trouble(TroubleKind kind, int since = Usual, int? lastSuccess = Usual - 1, double errors = 20, bool slow = false) => new(
        kind, Given.AtMinute(since), lastSuccess is { } minute ? Given.AtMinute(minute) : null, 20, errors, 4_000, 200, slow || kind is TroubleKind.Slow,
        kind is TroubleKind.TimesOut);

    public static Suffering Suffering(string function, int since = Usual, params (string Name, string Value)[] environment) => new(
        Calling(function, environment), Trouble(TroubleKind.Slow, since));

    public static Function Calling(string function, params (string Name, string Value)[] environment) =>
        Given.Function(function) with { Environment = environment.ToDictionary(e => e.Name, e => e.Value) };

    private static Series Series(Minutes[] minutes, Func<Minutes, double?> value) => Given.Series([.. minutes.Select(value)]);
}

/// <summary>One minute of a function. Durations in milliseconds.</summary>
internal sealed record Minutes(double Invocations, double Errors = 0, double Median = 200, double? Longest = null);
