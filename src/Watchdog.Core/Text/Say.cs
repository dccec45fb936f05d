using System.Globalization;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Text;

/// <summary>Numbers, durations and times in the words of an e-mail. ASCII, English, invariant.</summary>
public static class Say
{
    /// <summary><c>4,210</c>; small numbers keep one decimal where it matters: <c>0.4</c>.</summary>
    public static string Number(double value) =>
        Math.Abs(value) < 10 && value != Math.Truncate(value)
            ? value.ToString("0.#", CultureInfo.InvariantCulture)
            : Math.Round(value, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>66 %</c>, and <c>0.4 %</c> below one.</summary>
    public static string Percent(double ratio) => $"{Number(ratio * 100 < 10 ? Math.Round(ratio * 100, 1) : Math.Round(ratio * 100))} %";

    /// <summary><c>40 s</c>, <c>12 min</c>, <c>3 h 20 min</c>, <c>2 d 4 h</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 100 } => $"{Number(Math.Round(span.TotalSeconds))} s",
        { TotalMinutes: < 100 } => $"{Number(Math.Round(span.TotalMinutes))} min",
        { TotalHours: < 48 } => Pair((long)span.TotalHours, "h", span.Minutes, "min"),
        _ => Pair((long)span.TotalDays, "d", span.Hours, "h"),
    };

    /// <summary><c>2026-01-05 09:14 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>1 message</c>, <c>2 messages</c>.</summary>
    public static string Count(double value, string singular) => $"{Number(value)} {singular}{(value == 1 ? "" : "s")}";

    /// <summary><c>180 ms</c>, and <c>4.3 s</c> from a second on.</summary>
    public static string Milliseconds(double value) => value < 1_000
        ? $"{Number(value)} ms"
        : value < 10_000 ? $"{Number(Math.Round(value / 1_000, 1))} s" : Duration(TimeSpan.FromMilliseconds(value));

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary><c>queue orders</c>, <c>the account</c>.</summary>
    public static string Resource(ResourceId resource) =>
        resource.Kind is ResourceKind.Account ? "the account" : $"{resource.Kind.ToString().ToLowerInvariant()} {resource.Name}";

    private static string Pair(long large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
