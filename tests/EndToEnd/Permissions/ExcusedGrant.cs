using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>A permission that no run uses and that is needed all the same: an entry of unused.yaml.</summary>
internal sealed record ExcusedGrant(string Function, string Action, string Why)
{
    public static string File { get; } = Path.Combine(Paths.Repository, "tests", "EndToEnd", "Permissions", "unused.yaml");

    /// <exception cref="InvalidDataException">An entry has not these three, or an empty one.</exception>
    public static IReadOnlyList<ExcusedGrant> Load() =>
    [
        .. YamlFile.Entries(File).Select(e => new ExcusedGrant(YamlFile.Text(e, "function", File), YamlFile.Text(e, "action", File), YamlFile.Text(e, "why", File))),
    ];

    public bool IsFor(Grant grant) => grant.Function == Function && grant.Action == Action;
}
