namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>IAM's wildcards: * stands for any characters, none included, and ? for exactly one.</summary>
internal static class Wildcard
{
    private const int ArnParts = 6;

    public static bool Matches(string pattern, string text, StringComparison comparison) => Matches(pattern.AsSpan(), text.AsSpan(), comparison);

    /// <summary>Each of the six parts of an ARN for itself: no wildcard reaches over a colon, but in the last part, which may have some of its own.</summary>
    public static bool MatchesArn(string pattern, string arn)
    {
        if (pattern == "*")
            return true;
        var wanted = pattern.Split(':', ArnParts);
        var parts = arn.Split(':', ArnParts);
        return wanted.Length == ArnParts && parts.Length == ArnParts && wanted.Zip(parts).All(p => Matches(p.First, p.Second, StringComparison.Ordinal));
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, StringComparison comparison)
    {
        while (!pattern.IsEmpty)
        {
            if (pattern[0] == '*')
            {
                var rest = pattern.TrimStart('*');
                for (var skipped = 0; skipped <= text.Length; skipped++)
                {
                    if (Matches(rest, text[skipped..], comparison))
                        return true;
                }

                return false;
            }

            if (text.IsEmpty || (pattern[0] != '?' && !pattern[..1].Equals(text[..1], comparison)))
                return false;
            pattern = pattern[1..];
            text = text[1..];
        }

        return text.IsEmpty;
    }
}
