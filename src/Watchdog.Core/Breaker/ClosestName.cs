namespace Watchdog.Core.Breaker;

/// <summary>Finds what somebody may have meant by a name that does not exist.</summary>
public static class ClosestName
{
    /// <returns>The name with the fewest letters inserted, deleted or replaced (Levenshtein distance), capitals aside; null when there are no names.</returns>
    public static string? To(string wanted, IEnumerable<string> names) =>
        names.OrderBy(n => Distance(wanted.ToLowerInvariant(), n.ToLowerInvariant())).ThenBy(n => n, StringComparer.Ordinal).FirstOrDefault();

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
