using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>One page of a list, and the token for the next.</summary>
/// <param name="Next">Null on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal static class Page
{
    /// <summary>
    /// The page that begins where <paramref name="token"/> says. A token fits only the request it came from: it holds a fingerprint of
    /// <paramref name="scope"/>, the operation and its filters.
    /// </summary>
    /// <param name="invalid">The service's error for a token that fits nothing.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> all, string? token, int size, string scope, Func<AwsException> invalid)
    {
        var start = 0;
        if (!string.IsNullOrEmpty(token))
        {
            var parts = PageToken.Open(token, scope);
            if (parts is not [var offset] || !int.TryParse(offset, NumberStyles.None, null, out start))
                throw invalid();
        }

        // What is deleted between two pages may leave the last one empty.
        var items = all.Skip(start).Take(size).ToList();
        var end = start + items.Count;
        return new Page<T>(items, end < all.Count && items.Count > 0 ? PageToken.Seal(scope, $"{end}") : null);
    }
}

/// <summary>Opaque tokens for paging: values and a fingerprint of the request they belong to.</summary>
internal static class PageToken
{
    public static string Seal(string scope, params ReadOnlySpan<string> values) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Fingerprint(scope)}|{string.Join('|', values)}"));

    /// <summary>The values, or null when the token is none of this request's.</summary>
    public static string[]? Open(string token, string scope)
    {
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('|');
        return parts[0] == Fingerprint(scope) ? parts[1..] : null;
    }

    private static string Fingerprint(string scope) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)))[..16];
}
