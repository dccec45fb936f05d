using YamlDotNet.RepresentationModel;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>A group of keys with their values.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlValue> values = new(StringComparer.Ordinal);

    /// <exception cref="ScenarioException">The value is no group of keys.</exception>
    public YamlMap(YamlValue value)
    {
        Value = value;
        if (value.Node is not YamlMappingNode map) throw value.Error($"must be a group of keys, but is {value.Kind}");
        foreach (var (key, child) in map.Children)
        {
            var name = key is YamlScalarNode { Value: { } text } ? text : throw value.Error("its keys must be texts");
            values.Add(name, new YamlValue(value.File, PathOf(name), child));
        }
    }

    public YamlValue Value { get; }

    public IEnumerable<(string Key, YamlValue Value)> Entries => values.Select(v => (v.Key, v.Value));

    /// <summary>Whether the key stands there, be it with null.</summary>
    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>Null when the key is missing or its value is null.</summary>
    public YamlValue? Find(string key) => values.TryGetValue(key, out var value) && !value.IsNull ? value : null;

    public YamlValue Require(string key) => Find(key) ?? throw YamlValue.At(Value.File, Line(key), PathOf(key), "is required");

    /// <exception cref="ScenarioException">A key is neither of the accepted ones.</exception>
    public YamlMap Allow(IReadOnlyCollection<string> keys)
    {
        foreach (var (key, value) in values.Where(v => !keys.Contains(v.Key)))
        {
            throw YamlValue.At(
                Value.File, LineOfKey(key), value.Path, $"is not a key here{Spelling.Suggest(key, keys)}; accepted: {string.Join(", ", keys)}");
        }

        return this;
    }

    private string PathOf(string key) => Value.Path.Length == 0 ? key : $"{Value.Path}.{key}";

    private long Line(string key) => values.ContainsKey(key) ? LineOfKey(key) : Value.Node.Start.Line;

    private long LineOfKey(string key) => ((YamlMappingNode)Value.Node).Children.Keys.First(k => k is YamlScalarNode scalar && scalar.Value == key).Start.Line;
}
