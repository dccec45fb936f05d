namespace Watchdog.Benchmarks.Rendering;

/// <summary>Documents of which a part is written by a program.</summary>
internal static class MarkdownFile
{
    /// <summary>Replaces what stands between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- /NAME --&gt;</c>.</summary>
    /// <exception cref="InvalidDataException">The file does not have the two markers.</exception>
    public static void Replace(string file, string name, string content)
    {
        var text = File.ReadAllText(file);
        var (begin, end) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidDataException($"{file} has no {begin} followed by {end}.");
        File.WriteAllText(file, $"{text[..(from + begin.Length)]}\n{content.Trim()}\n{text[to..]}");
    }
}
