using System.Globalization;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>How durations and rates are written in a scenario.</summary>
internal static class Units
{
    public const string DurationForm = "a number with its unit, ms, s, m, h or d, such as 90s, 5m or 2h";

    public const string RateForm = "a number per second, minute or hour, such as 10/s or 600/m";

    /// <summary><c>90s</c>, <c>5m</c>, <c>2h</c>, <c>4d</c>, <c>250ms</c>, <c>1.5s</c>; null when the text is no duration.</summary>
    public static TimeSpan? Duration(string text)
    {
        var digits = text.TrimEnd("abcdefghijklmnopqrstuvwxyz".ToCharArray());
        long? ticks = text[digits.Length..] switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => null,
        };
        if (ticks is not { } unit || Number(digits) is not { } number || number > 36_500) return null;
        return TimeSpan.FromTicks((long)Math.Round(number * unit));
    }

    /// <summary><c>10/s</c>, <c>600/m</c>, <c>36000/h</c> as a number per second; null when the text is no rate.</summary>
    public static double? Rate(string text)
    {
        if (text.Length < 3 || text[^2] != '/' || Number(text[..^2]) is not { } number) return null;
        return text[^1] switch
        {
            's' => number,
            'm' => number / 60,
            'h' => number / 3600,
            _ => null,
        };
    }

    /// <summary>A duration as one would write it.</summary>
    public static string Write(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0s",
        { Ticks: var t } when t % TimeSpan.TicksPerDay == 0 => $"{t / TimeSpan.TicksPerDay}d",
        { Ticks: var t } when t % TimeSpan.TicksPerHour == 0 => $"{t / TimeSpan.TicksPerHour}h",
        { Ticks: var t } when t % TimeSpan.TicksPerMinute == 0 => $"{t / TimeSpan.TicksPerMinute}m",
        { Ticks: var t } when t % TimeSpan.TicksPerSecond == 0 => $"{t / TimeSpan.TicksPerSecond}s",
        { TotalMilliseconds: var ms } => $"{ms.ToString(CultureInfo.InvariantCulture)}ms",
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
