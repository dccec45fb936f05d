namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>Finds what somebody probably meant to write.</summary>
internal static class Spelling
{
    /// <summary><c>, did you mean 'x'?</c> for the nearest of the known words, or nothing when none is near.</summary>
    public static string Suggest(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = (default(string), int.MaxValue);
        foreach (var candidate in known)
        {
            var edits = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (edits < distance) (nearest, distance) = (candidate, edits);
        }

        return nearest is not null && distance <= Math.Max(2, nearest.Length / 3) && distance < nearest.Length ? $", did you mean '{nearest}'?" : "";
    }

    /// <summary>Letters to add, drop or replace, to make one word of the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
