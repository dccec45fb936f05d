using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>The part of docs/permissions.md that is written by a program, between <c>&lt;!-- permissions --&gt;</c> and <c>&lt;!-- /permissions --&gt;</c>.</summary>
internal static class PermissionDocument
{
    private const string Begin = "<!-- permissions -->";
    private const string End = "<!-- /permissions -->";
    private static readonly string File = Path.Combine(Paths.Repository, "docs", "permissions.md");

    public static string Read()
    {
        var (text, from, to) = Find();
        return text[from..to].Trim();
    }

    public static void Write(string content)
    {
        var (text, from, to) = Find();
        System.IO.File.WriteAllText(File, $"{text[..from]}\n{content.Trim()}\n{text[to..]}");
    }

    /// <exception cref="InvalidDataException">The file does not have the two markers.</exception>
    private static (string Text, int From, int To) Find()
    {
        var text = System.IO.File.ReadAllText(File);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        return from >= 0 && to > from ? (text, from + Begin.Length, to) : throw new InvalidDataException($"{File} has no {Begin} followed by {End}.");
    }
}
