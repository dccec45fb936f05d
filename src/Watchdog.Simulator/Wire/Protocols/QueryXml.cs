using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>Writes an operation's output as the query protocol's XML: lists as member elements, times as ISO 8601.</summary>
internal static class QueryXml
{
    /// <summary>
    /// A map's name in an output, so that it is not taken for a structure: its entries become <c>entry</c> elements of key and value.
    /// </summary>
    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> entries) =>
        new() { ["entry"] = new JsonArray([.. entries.Select(e => new JsonObject { ["key"] = e.Key, ["value"] = e.Value })]) };

    public static IEnumerable<XElement> Members(XNamespace ns, JsonObject members) =>
        members.Where(m => m.Value is not null).SelectMany(m => m is { Key: "entry", Value: JsonArray entries }
            ? entries.OfType<JsonObject>().Select(e => new XElement(ns + "entry", Members(ns, e)))
            : [new XElement(ns + m.Key, Content(ns, m.Value!))]);

    /// <summary>What XML 1.0 cannot hold is replaced, as an error's message may quote anything.</summary>
    public static string Text(string value)
    {
        if (value.All(XmlConvert.IsXmlChar))
            return value;
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var pair = i + 1 < value.Length && XmlConvert.IsXmlSurrogatePair(value[i + 1], value[i]);
            if (pair)
                text.Append(value[i++]).Append(value[i]);
            else
                text.Append(XmlConvert.IsXmlChar(value[i]) ? value[i] : '\uFFFD');
        }

        return text.ToString();
    }

    private static object Content(XNamespace ns, JsonNode node) => node switch
    {
        JsonObject members => Members(ns, members),
        JsonArray items => items.Select(i => new XElement(ns + "member", Content(ns, i!))),
        JsonValue value when value.TryGetValue(out DateTimeOffset time) =>
            time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        JsonValue value when value.TryGetValue(out string? text) => Text(text),
        _ => node.ToJsonString(),
    };
}
