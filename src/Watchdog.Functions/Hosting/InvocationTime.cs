using System.Globalization;

namespace Watchdog.Functions.Hosting;

/// <summary>The time of an invocation whose event carries none, e.g. an operator's.</summary>
public static class InvocationTime
{
    private const string RootPrefix = "Root=1-";
    private const int HexDigits = 8;

    /// <summary>
    /// The second in which the invocation's X-Ray trace began: the trace header's root is <c>1-</c>, the epoch second in eight hexadecimal
    /// digits, <c>-</c> and an identifier. Lambda gives every invocation one, traced or not. Like the time in a scheduled event it comes with
    /// the invocation, so a replayed one happens when it happened.
    /// </summary>
    /// <param name="traceHeader">E.g. <c>Root=1-695b7f80-0123456789abcdef01234567;Sampled=0</c>.</param>
    /// <param name="clock">Answers where there is no trace header.</param>
    public static DateTimeOffset Of(string? traceHeader, TimeProvider clock)
    {
        var start = traceHeader?.IndexOf(RootPrefix, StringComparison.Ordinal) ?? -1;
        var digits = start < 0 ? "" : traceHeader![(start + RootPrefix.Length)..];
        return digits.Length > HexDigits
            && digits[HexDigits] == '-'
            && long.TryParse(digits.AsSpan(0, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : clock.GetUtcNow();
    }
}
