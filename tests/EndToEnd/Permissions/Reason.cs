using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What an action is needed for: an entry of reasons.yaml.</summary>
/// <param name="IsWrite">Whether AWS classes the action as one that changes something.</param>
internal sealed record Reason(string Action, bool IsWrite, string Why)
{

    public static string File { get; } = Path.Combine(Paths.Repository, "tests", "EndToEnd", "Permissions", "reasons.yaml");

    /// <summary>By action.</summary>
    /// <exception cref="InvalidDataException">The file is not as it should be, or an access is neither read nor write.</exception>
    public static IReadOnlyDictionary<string, Reason> Load() => YamlFile.Read(File, "action", "access", "why")
        .Select(e => new Reason(e[0], IsWriting(e[1]), e[2]))
        .ToDictionary(r => r.Action, StringComparer.Ordinal);

    private static bool IsWriting(string access) => access switch
    {
        "read" => false,
        "write" => true,
        _ => throw new InvalidDataException($"{File}: access is {access}; it must be read or write."),
    };
}
