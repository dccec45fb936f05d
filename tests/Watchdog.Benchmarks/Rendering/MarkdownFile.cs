using System.CommandLine.Parsing;

namespace Watchdog.Benchmarks.Rendering;

/// <summary>Documents of which a part is written by a program.</summary>
internal static class MarkdownFile
{
    /// <summary>Refuses a file that could not be written to, before hours are spent on what was to go into it.</summary>
    /// <param name="option">Whose value is a <see cref="FileInfo"/>.</param>
    public static void Validate(OptionResult option, string name)
    {
        if (option.GetValueOrDefault<FileInfo?>() is { } file && FindProblem(file.FullName, name) is { } problem)
            option.AddError($"{option.Option.Name}: {problem}");
    }

    /// <returns>Null: the file has a part of this name.</returns>
    public static string? FindProblem(string file, string name)
    {
        if (!File.Exists(file))
            return $"there is no file {file}.";
        var (begin, end) = Markers(name);
        var (_, from, to) = Locate(file, name);
        return from < 0 || to < from ? $"{file} has no {begin} followed by {end}." : null;
    }

    /// <summary>Replaces what stands between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- /NAME --&gt;</c>.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it does not have the two markers.</exception>
    public static void Replace(string file, string name, string content)
    {
        if (FindProblem(file, name) is { } problem)
            throw new InvalidDataException(problem);
        var (text, from, to) = Locate(file, name);
        File.WriteAllText(file, $"{text[..(from + Markers(name).Begin.Length)]}\n{content.Trim()}\n{text[to..]}");
    }

    private static (string Text, int From, int To) Locate(string file, string name)
    {
        var text = File.ReadAllText(file);
        var (begin, end) = Markers(name);
        return (text, text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
    }

    private static (string Begin, string End) Markers(string name) => ($"<!-- {name} -->", $"<!-- /{name} -->");
}
