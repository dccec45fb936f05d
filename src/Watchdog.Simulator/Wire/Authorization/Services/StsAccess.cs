namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>AWS STS.</summary>
internal static class StsAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        // Who one is, one may always ask.
        ["GetCallerIdentity"] = _ => [],
    };
}
