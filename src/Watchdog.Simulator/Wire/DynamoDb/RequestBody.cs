using System.Text.Json;

namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>A request's JSON object, or one nested in it, read with the errors of the service.</summary>
public readonly record struct RequestBody(JsonElement Element)
{
    /// <summary>Null when the member is absent or null.</summary>
    public JsonElement? Optional(string member) =>
        Element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public JsonElement Required(string member) => Optional(member)
        ?? throw DynamoDbException.Constraint("null", char.ToLowerInvariant(member[0]) + member[1..], "Member must not be null");

    public string? OptionalString(string member) => Optional(member) is { } value ? AsString(value) : null;

    public string Text(string member) => AsString(Required(member));

    public bool Flag(string member) => Optional(member)?.ValueKind == JsonValueKind.True;

    public int? OptionalPositive(string member)
    {
        if (Optional(member) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
            throw Malformed(value);
        return number >= 1
            ? number
            : throw DynamoDbException.Constraint(
                $"'{number}'", char.ToLowerInvariant(member[0]) + member[1..], "Member must have value greater than or equal to 1");
    }

    /// <summary>One of the accepted values; the first when the member is absent.</summary>
    public string Choice(string member, params IReadOnlyList<string> accepted)
    {
        var value = OptionalString(member) ?? accepted[0];
        return accepted.Contains(value)
            ? value
            : throw DynamoDbException.Constraint(
                $"'{value}'", char.ToLowerInvariant(member[0]) + member[1..], $"Member must satisfy enum value set: [{string.Join(", ", accepted)}]");
    }

    public RequestBody Nested(string member) => Required(member) is { ValueKind: JsonValueKind.Object } value ? new(value) : throw Malformed(Required(member));

    public IEnumerable<RequestBody> Objects(string member)
    {
        var list = Required(member);
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(e => new RequestBody(e)) : throw Malformed(list);
    }

    /// <summary>The older parameters that expressions have replaced are refused rather than passed over.</summary>
    public void Refuse(params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            if (Optional(member) is not null)
                throw DynamoDbException.Validation($"{member} is not served here; use the expression that has replaced it");
        }
    }

    private static string AsString(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Malformed(value);

    private static DynamoDbException Malformed(JsonElement value) =>
        new("SerializationException", $"Unexpected value type in payload: {value.ValueKind}");
}
