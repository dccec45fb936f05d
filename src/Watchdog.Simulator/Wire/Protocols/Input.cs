using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>
/// An operation's input, typed as it is read. In query/XML everything arrives as text, in JSON a value of the wrong type is refused with
/// SerializationException, as AWS does.
/// </summary>
/// <param name="missing">The service's own error for a required member that is absent; gets the member's name.</param>
internal sealed class Input(JsonObject members, bool text, Func<string, AwsException> missing)
{
    /// <exception cref="AwsException">SerializationException: the body is not a JSON object.</exception>
    public static Input FromJson(ReadOnlyMemory<byte> body, Func<string, AwsException> missing)
    {
        if (body.IsEmpty)
            return new Input([], false, missing);
        try
        {
            if (JsonNode.Parse(body.Span) is JsonObject members)
                return new Input(members, false, missing);
        }
        catch (JsonException)
        {
            // Answered below, like a body that is JSON but no object.
        }

        throw new AwsException("SerializationException", "The request's body is not a JSON object.");
    }

    /// <summary>Names of the members that were sent, with a value.</summary>
    public IEnumerable<string> Names => members.Where(m => m.Value is not null).Select(m => m.Key);

    public bool Has(string name) => members[name] is not null;

    /// <summary>Whether the member was sent at all, be it as null.</summary>
    public bool Mentions(string name) => members.ContainsKey(name);

    public string Required(string name) => String(name) is { Length: > 0 } value ? value : throw missing(name);

    public int RequiredInteger(string name) => Integer(name) ?? throw missing(name);

    public DateTimeOffset RequiredTimestamp(string name) => Timestamp(name) ?? throw missing(name);

    public Input RequiredStructure(string name) => Structure(name) ?? throw missing(name);

    public string? String(string name) => members[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? s) => s,
        var other => throw WrongType(name, other, "a string"),
    };

    public int? Integer(string name) => members[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out int i) => i,
        JsonValue value when text && value.TryGetValue(out string? s) && int.TryParse(s, NumberStyles.AllowLeadingSign, null, out var i) => i,
        var other => throw WrongType(name, other, "an integer"),
    };

    public double? Number(string name) => members[name] is { } value ? Number(name, value) : null;

    public bool? Boolean(string name) => members[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out bool b) => b,
        JsonValue value when text && value.TryGetValue(out string? s) && bool.TryParse(s, out var b) => b,
        var other => throw WrongType(name, other, "a boolean"),
    };

    /// <summary>Epoch seconds in JSON, ISO 8601 in query/XML.</summary>
    public DateTimeOffset? Timestamp(string name) => members[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out double seconds) && Math.Abs(seconds) < 1e11 =>
            DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * 1000) * TimeSpan.TicksPerMillisecond),
        JsonValue value when text && value.TryGetValue(out string? s)
            && DateTimeOffset.TryParse(s, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var t) => t,
        var other => throw WrongType(name, other, text ? "an ISO 8601 time" : "epoch seconds"),
    };

    public Input? Structure(string name) => members[name] switch
    {
        null => null,
        JsonObject value => new Input(value, text, missing),
        var other => throw WrongType(name, other, "a structure"),
    };

    public IReadOnlyList<Input> Structures(string name) =>
        [.. List(name).Select(item => item is JsonObject o ? new Input(o, text, missing) : throw WrongType(name, item, "a list of structures"))];

    public IReadOnlyList<string> Strings(string name) =>
        [.. List(name).Select(item => item is JsonValue v && v.TryGetValue(out string? s) ? s : throw WrongType(name, item, "a list of strings"))];

    public IReadOnlyList<double> Numbers(string name) =>
        [.. List(name).Select(item => item is null ? throw WrongType(name, item, "a list of numbers") : Number(name, item))];

    private double Number(string name, JsonNode value) =>
        value is JsonValue v && v.TryGetValue(out double d) ? d
        : text && value is JsonValue t && t.TryGetValue(out string? s) && double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out d) ? d
        : throw WrongType(name, value, "a number");

    private JsonArray List(string name) => members[name] switch
    {
        null => [],
        JsonArray list => list,
        // The query protocol's way of writing an empty list.
        JsonValue value when text && value.TryGetValue(out string? s) && s.Length == 0 => [],
        var other => throw WrongType(name, other, "a list"),
    };

    private AwsException WrongType(string name, JsonNode? value, string wanted) => text
        ? new AwsException("MalformedInput", $"{name} must be {wanted}, not {value?.ToJsonString() ?? "null"}.")
        : new AwsException("SerializationException", $"{name} must be {wanted}, not {value?.ToJsonString() ?? "null"}.");
}
