namespace Watchdog.Cli.Staging;

/// <summary>From when to when a function writes to what triggers it. Times count from the start of the simulation.</summary>
internal readonly record struct LoopSpan(string Function, TimeSpan From, TimeSpan To);

/// <param name="Writes">False for the change that takes the writes out again.</param>
internal readonly record struct WritesChange(string Function, TimeSpan At, bool Writes);

internal static class LoopSpans
{
    /// <summary>The spans between the changes that bring writes in and those that take them out, or the end of the simulation.</summary>
    /// <param name="end">How long the simulation has lasted.</param>
    public static IReadOnlyList<LoopSpan> Of(IEnumerable<WritesChange> changes, TimeSpan end)
    {
        var spans = new List<LoopSpan>();
        foreach (var ofFunction in changes.GroupBy(c => c.Function).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            TimeSpan? since = null;
            foreach (var change in ofFunction.OrderBy(c => c.At).Where(c => c.At < end))
            {
                if (since is { } from && !change.Writes)
                    spans.Add(new LoopSpan(ofFunction.Key, from, change.At));
                since = change.Writes ? since ?? change.At : null;
            }
            if (since is { } open)
                spans.Add(new LoopSpan(ofFunction.Key, open, end));
        }
        return spans;
    }
}
