using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.DynamoDb.Values;

/// <summary>Values as DynamoDB's JSON writes them: an object with one member named after the type.</summary>
public static class AttributeValueJson
{
    /// <summary>Nesting that DynamoDB allows in an item.</summary>
    private const int MaximumDepth = 32;

    /// <exception cref="DynamoDbException">The element is no valid value.</exception>
    public static AttributeValue Read(JsonElement element) => Read(element, 0);

    public static AttributeValue.Map ReadMap(JsonElement element) => ReadMap(element, 0);

    public static JsonObject Write(AttributeValue value) => new()
    {
        [value.Type] = value switch
        {
            AttributeValue.Text t => t.Value,
            AttributeValue.Number n => n.Value.ToString(),
            AttributeValue.Binary b => b.Value.ToString(),
            AttributeValue.Boolean b => b.Value,
            AttributeValue.Null => true,
            AttributeValue.Map m => WriteMap(m),
            AttributeValue.List l => new JsonArray([.. l.Elements.Select(Write)]),
            AttributeValue.Set s => new JsonArray([.. s.Elements.Select(e => (JsonNode?)Write(e).First().Value!.DeepClone())]),
            _ => throw new InvalidOperationException($"no such type: {value.Type}"),
        },
    };

    public static JsonObject WriteMap(AttributeValue.Map map) =>
        new(map.Entries.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Key, Write(e.Value))));

    private static AttributeValue.Map ReadMap(JsonElement element, int depth) =>
        new(Members(element).ToImmutableSortedDictionary(m => m.Name, m => Read(m.Value, depth + 1), StringComparer.Ordinal));

    private static AttributeValue Read(JsonElement element, int depth)
    {
        if (depth > MaximumDepth)
            throw DynamoDbException.Validation("Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");
        var members = Members(element).ToList();
        if (members.Count == 0)
            throw DynamoDbException.Validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        if (members.Count > 1)
            throw DynamoDbException.Validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        var value = members[0].Value;
        return members[0].Name switch
        {
            "S" => new AttributeValue.Text(String(value)),
            "N" => new AttributeValue.Number(DynamoNumber.Parse(String(value))),
            "B" => ReadBinary(value),
            "BOOL" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => new AttributeValue.Boolean(value.GetBoolean()),
            "NULL" when value.ValueKind is JsonValueKind.True => new AttributeValue.Null(),
            "NULL" => throw DynamoDbException.Validation("One or more parameter values were invalid: Null attribute value types must have the value of true"),
            "M" => ReadMap(value, depth),
            "L" => new AttributeValue.List([.. Elements(value).Select(e => Read(e, depth + 1))]),
            "SS" => ReadSet("S", "string", value, e => new AttributeValue.Text(String(e))),
            "NS" => ReadSet("N", "number", value, e => new AttributeValue.Number(DynamoNumber.Parse(String(e)))),
            "BS" => ReadSet("B", "binary", value, ReadBinary),
            _ => throw DynamoDbException.Validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
        };
    }

    private static AttributeValue.Set ReadSet(string type, string name, JsonElement element, Func<JsonElement, AttributeValue> read)
    {
        ImmutableList<AttributeValue> elements = [.. Elements(element).Select(read)];
        if (elements.IsEmpty)
            throw DynamoDbException.Validation($"One or more parameter values were invalid: An {name} set  may not be empty");
        if (elements.Distinct().Count() != elements.Count)
        {
            var list = string.Join(", ", elements.Select(e => Write(e).First().Value!.ToString()));
            throw DynamoDbException.Validation($"One or more parameter values were invalid: Input collection [{list}] contains duplicates.");
        }

        return new AttributeValue.Set(type, elements);
    }

    private static AttributeValue.Binary ReadBinary(JsonElement element) => element.ValueKind == JsonValueKind.String && element.TryGetBytesFromBase64(out var bytes)
        ? new AttributeValue.Binary(new BinaryData([.. bytes]))
        : throw Malformed(element);

    private static string String(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Malformed(element);

    private static JsonElement.ArrayEnumerator Elements(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Malformed(element);

    private static JsonElement.ObjectEnumerator Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Malformed(element);

    private static DynamoDbException Malformed(JsonElement element) =>
        new("SerializationException", $"Unexpected value type in payload: {element.ValueKind}");
}
