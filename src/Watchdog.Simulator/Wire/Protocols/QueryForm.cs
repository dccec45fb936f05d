using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>Reads the flat form of the query protocol into a tree: <c>A.member.2.B=x</c> is B of the second item of the list A.</summary>
internal static class QueryForm
{
    private const int MaximumItems = 10_000;

    /// <exception cref="AwsException">MalformedQueryString: keys that contradict each other.</exception>
    public static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        var root = new JsonObject();
        foreach (var (key, values) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span)))
        {
            if (values.Count != 1)
                throw Malformed(key, "is given more than once");
            Set(root, key, key.Split('.'), values.ToString());
        }

        return root;
    }

    private static void Set(JsonObject parent, string key, ReadOnlySpan<string> path, string value)
    {
        var name = path[0];
        if (path.Length == 1)
        {
            if (parent.ContainsKey(name))
                throw Malformed(key, "is both a value and a structure");
            parent[name] = value;
            return;
        }

        if (path.Length >= 3 && path[1] is "member" or "entry")
        {
            var list = Child(parent, name, key, () => new JsonArray());
            if (!int.TryParse(path[2], NumberStyles.None, null, out var number) || number is < 1 or > MaximumItems)
                throw Malformed(key, $"has '{path[2]}' where the number of an item belongs");
            while (list.Count < number)
                list.Add(null);
            if (path.Length == 3)
                list[number - 1] = value;
            else
                Set((list[number - 1] ??= new JsonObject()) as JsonObject ?? throw Malformed(key, "is both a value and a structure"), key, path[3..], value);
            return;
        }

        Set(Child(parent, name, key, () => new JsonObject()), key, path[1..], value);
    }

    private static T Child<T>(JsonObject parent, string name, string key, Func<T> create)
        where T : JsonNode
    {
        if (!parent.ContainsKey(name))
            parent[name] = create();
        return parent[name] as T ?? throw Malformed(key, "contradicts another key");
    }

    private static AwsException Malformed(string key, string why) => new("MalformedQueryString", $"The parameter {key} {why}.");
}
