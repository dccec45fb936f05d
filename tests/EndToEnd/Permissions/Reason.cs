using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What an action is needed for: an entry of reasons.yaml.</summary>
/// <param name="IsWrite">Whether AWS classes the action as one that changes something.</param>
internal sealed record Reason(string Action, bool IsWrite, string Why)
{

    public static string File { get; } = Path.Combine(Paths.Repository, "tests", "EndToEnd", "Permissions", "reasons.yaml");

    /// <summary>By action.</summary>
    /// <exception cref="InvalidDataException">An entry has not these three, or another access than read or write.</exception>
    public static IReadOnlyDictionary<string, Reason> Load() => YamlFile.Entries(File)
        .Select(e => new Reason(YamlFile.Text(e, "action", File), IsWriting(YamlFile.Text(e, "access", File)), YamlFile.Text(e, "why", File)))
        .ToDictionary(r => r.Action, StringComparer.Ordinal);

    private static bool IsWriting(string access) => access switch
    {
        "read" => false,
        "write" => true,
        _ => throw new InvalidDataException($"{File}: access is {access}; it must be read or write."),
    };
}
