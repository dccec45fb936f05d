using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>functions</c>.</summary>
internal static class FunctionSection
{
    /// <summary>Keys of which a change may hold any.</summary>
    public static readonly string[] Settings =
        ["timeout", "memory", "duration", "errorRate", "reservedConcurrency", "tags", "environment", "mayWrite", "recursion", "writes", "versions", "awsLoopDetection"];

    public static ScenarioFunction Read(YamlValue value, Names names)
    {
        var map = value.Map(["name", .. Settings, "calls", "dependencyMetrics", "onFailure"]);
        return new ScenarioFunction(
            names.Declare(map.Require("name"), "function", 64),
            Timeout(map) ?? TimeSpan.FromSeconds(3),
            Memory(map) ?? 128,
            new FunctionBehaviour(Duration(map) ?? FunctionBehaviour.Default.Duration, ErrorRate(map) ?? 0, []),
            ReservedConcurrency(map),
            Texts.Map(map.Find("tags")),
            Texts.Map(map.Find("environment")),
            [],
            Recursion(map) ?? "Terminate")
        {
            Calls = map.Find("calls")?.Items().Select(names.DeclareDependency).ToList() ?? [],
            PublishesCalls = map.Find("dependencyMetrics")?.Flag() ?? true,
            Versions = VersionSection.Read(map),
            LoopDetection = LoopDetection(map) ?? false,
        };
    }

    public static bool? LoopDetection(YamlMap map) => map.Find("awsLoopDetection")?.Flag();


    public static TimeSpan? Timeout(YamlMap map) => map.Find("timeout")?.Seconds(Limits.ShortestTimeout, Limits.LongestTimeout);

    public static int? Memory(YamlMap map) => map.Find("memory")?.Int(Limits.LeastMemory, Limits.MostMemory);

    public static double? ErrorRate(YamlMap map) => map.Find("errorRate")?.Number(0, 1);

    public static int? ReservedConcurrency(YamlMap map) => map.Find("reservedConcurrency")?.Int(0, Limits.MostConcurrency);

    public static string? Recursion(YamlMap map) => map.Find("recursion")?.OneOf("Terminate", "Allow");

    public static FunctionDuration? Duration(YamlMap map)
    {
        if (map.Find("duration") is not { } value) return null;
        var duration = value.Map("p50", "p99");
        var (least, most) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        var p50 = duration.Require("p50").Duration(least, most);
        if (duration.Find("p99") is not { } p99) return new FunctionDuration(p50, null);
        return p99.Duration(least, most) is var slow && slow > p50
            ? new FunctionDuration(p50, slow)
            : throw p99.Error($"{p99.Text()} must be longer than p50, {Units.Write(p50)}; leave it out for a constant duration");
    }

    /// <summary>Null when the key is missing; an empty list ends all writing.</summary>
    public static IReadOnlyList<FunctionWrite>? Writes(YamlMap map, Names names) =>
        map.Find("writes")?.Items().Select(item =>
        {
            var write = item.Map("to", "perMessage");
            return new FunctionWrite(names.OfKind(write.Require("to"), Names.Sinks), write.Require("perMessage").Number(0, 100));
        }).ToList();

    public static IReadOnlyList<string>? MayWrite(YamlMap map, Names names) => map.Find("mayWrite")?.Items().Select(v => names.OfKind(v, Names.Sinks)).ToList();
}
