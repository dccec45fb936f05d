using System.Globalization;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>A function's <c>versions</c>: what is published, what its aliases point to, and what is kept ready.</summary>
internal static class VersionSection
{
    public static ScenarioVersions? Read(YamlMap function)
    {
        if (function.Find("versions") is not { } value) return null;
        var map = value.Map("published", "aliases", "provisioned");
        var published = map.Find("published")?.Items().Select(v => v.Int(1, int.MaxValue)).ToList() ?? [];
        var aliases = new SortedDictionary<string, ScenarioAlias>(StringComparer.Ordinal);
        foreach (var (name, alias) in Entries(map, "aliases")) aliases.Add(name, Alias(alias, published));
        var provisioned = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (qualifier, count) in Entries(map, "provisioned"))
        {
            if (!aliases.ContainsKey(qualifier) && !published.Exists(v => Text(v) == qualifier))
                throw count.Error($"'{qualifier}' is neither a published version nor an alias of the function");
            provisioned.Add(qualifier, count.Int(1, Limits.MostConcurrency));
        }

        return new ScenarioVersions(published, aliases, provisioned);
    }

    private static ScenarioAlias Alias(YamlValue value, List<int> published)
    {
        var map = value.Map("version", "weights");
        var weights = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (version, weight) in Entries(map, "weights"))
        {
            if (!published.Exists(v => Text(v) == version)) throw weight.Error($"'{version}' is not a published version of the function");
            weights.Add(version, weight.Number(0, 1));
        }

        var main = map.Require("version").Int(1, int.MaxValue);
        return published.Contains(main)
            ? new ScenarioAlias(Text(main), weights)
            : throw map.Require("version").Error($"'{main}' is not a published version of the function");
    }

    private static IEnumerable<(string Key, YamlValue Value)> Entries(YamlMap map, string key) =>
        map.Find(key) is { } value ? new YamlMap(value).Entries : [];

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
