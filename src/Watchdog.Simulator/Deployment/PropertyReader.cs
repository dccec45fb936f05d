using System.Globalization;
using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Deployment;

/// <summary>Reads resolved properties with errors that say where they stand.</summary>
/// <param name="Error">From a path under these properties, e.g. ".Timeout", and what is wrong.</param>
internal sealed record PropertyReader(JsonObject Properties, Func<string, string, DeploymentException> Error)
{
    public IEnumerable<string> Names => Properties.Select(p => p.Key);

    public bool Has(string name) => Properties.ContainsKey(name);

    public string? Text(string name) => Properties[name] switch
    {
        null => null,
        JsonValue value => value.ToString(),
        _ => throw Error($".{name}", "must be a string."),
    };

    public string Required(string name) => Text(name) ?? throw Error($".{name}", "is missing.");

    /// <param name="default">When it is absent.</param>
    public int Number(string name, int @default, int minimum, int maximum)
    {
        if (Text(name) is not { } text)
            return @default;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw Error($".{name}", $"is {text}; it must be a whole number from {minimum} to {maximum}.");
    }

    public PropertyReader? Nested(string name) => Properties[name] switch
    {
        null => null,
        JsonObject nested => new PropertyReader(nested, (path, message) => Error($".{name}{path}", message)),
        _ => throw Error($".{name}", "must be a mapping."),
    };

    public IEnumerable<PropertyReader> Each(string name) => Properties[name] is JsonArray list
        ? list.Select((e, i) => e is JsonObject nested
            ? new PropertyReader(nested, (path, message) => Error($".{name}[{i}]{path}", message))
            : throw Error($".{name}[{i}]", "must be a mapping."))
        : throw Error($".{name}", "must be a list.");

    /// <summary>A mapping of strings; empty when it is absent.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name) =>
        Nested(name) is { } nested ? nested.Names.ToDictionary(n => n, nested.Required, StringComparer.Ordinal) : new Dictionary<string, string>();

    /// <summary>These properties over defaults, as SAM merges Globals: mappings are merged, lists appended, anything else replaced.</summary>
    public PropertyReader Over(JsonObject defaults) => this with { Properties = Merge(defaults, Properties) };

    private static JsonObject Merge(JsonObject below, JsonObject above)
    {
        var merged = (JsonObject)below.DeepClone();
        foreach (var (name, value) in above)
        {
            merged[name] = (merged[name], value) switch
            {
                (JsonObject b, JsonObject a) => Merge(b, a),
                (JsonArray b, JsonArray a) => new JsonArray([.. b.Concat(a).Select(e => e?.DeepClone())]),
                _ => value?.DeepClone(),
            };
        }

        return merged;
    }
}
