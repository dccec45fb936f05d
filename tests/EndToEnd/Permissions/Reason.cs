using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What an action is needed for: an entry of reasons.yaml.</summary>
/// <param name="Access">List, Read or Write, as AWS classes the action.</param>
internal sealed record Reason(string Action, string Access, string Why)
{
    private static readonly string[] Levels = ["List", "Read", "Write"];

    public static string File { get; } = Path.Combine(Paths.Repository, "tests", "EndToEnd", "Permissions", "reasons.yaml");

    /// <summary>By action.</summary>
    /// <exception cref="InvalidDataException">An entry has not these three, or another access than the three kinds.</exception>
    public static IReadOnlyDictionary<string, Reason> Load() => YamlFile.Entries(File)
        .Select(e => new Reason(YamlFile.Text(e, "action", File), Level(YamlFile.Text(e, "access", File)), YamlFile.Text(e, "why", File)))
        .ToDictionary(r => r.Action, StringComparer.Ordinal);

    private static string Level(string access) => Levels.Contains(access)
        ? access
        : throw new InvalidDataException($"{File}: access is {access}; it must be one of {string.Join(", ", Levels)}.");
}
