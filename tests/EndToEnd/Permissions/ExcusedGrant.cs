using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>A permission that no run uses and that is needed all the same: an entry of unused.yaml.</summary>
internal sealed record ExcusedGrant(string Function, string Action, string Why)
{
    public static string File { get; } = Path.Combine(Paths.Repository, "tests", "EndToEnd", "Permissions", "unused.yaml");

    /// <exception cref="InvalidDataException">The file is not as it should be.</exception>
    public static IReadOnlyList<ExcusedGrant> Load() => [.. YamlFile.Read(File, "function", "action", "why").Select(e => new ExcusedGrant(e[0], e[1], e[2]))];

    public bool IsFor(Grant grant) => grant.Function == Function && grant.Action == Action;
}
