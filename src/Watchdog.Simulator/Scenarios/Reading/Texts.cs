namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>Groups of texts: tags and environment variables.</summary>
internal static class Texts
{
    public static IReadOnlyDictionary<string, string> Map(YamlValue? value) => value is null
        ? new SortedDictionary<string, string>(StringComparer.Ordinal)
        : new SortedDictionary<string, string>(new YamlMap(value).Entries.ToDictionary(e => e.Key, e => e.Value.Text()), StringComparer.Ordinal);
}
