using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.Simulator.Wire.Tests.Support;

/// <summary>Policies of a caller, and the caller.</summary>
internal static class Given
{
    public static PolicyStatement Statement(string action, string resource) => new(null, PolicyEffect.Allow, [action], [resource], []);

    public static ConditionOperator Operator(string name) => ConditionOperator.Find(name)!;

    public static Principal Principal(params PolicyStatement[] statements) => new(
        "Watcher",
        "arn:aws:sts::123456789012:assumed-role/watchdog-WatcherRole/watchdog-Watcher",
        "arn:aws:iam::123456789012:role/watchdog-WatcherRole",
        [new PolicyDocument(statements)]);
}
