namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>The Resource Groups Tagging API, which can be limited to nothing. What tags also needs the permission of each resource's own service.</summary>
internal static class TaggingAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["GetResources"] = Accesses.Everything("tag:GetResources"),
        ["TagResources"] = Accesses.Everything("tag:TagResources"),
        ["UntagResources"] = Accesses.Everything("tag:UntagResources"),
    };
}
