using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Watchdog.Compat.Wire;

/// <summary>Reads and writes an enumeration-like class as its text; a value that is not known yet is kept as it is.</summary>
public abstract class ConstantClassConverter<T>(Func<string, T> find) : JsonConverter<T>
    where T : ConstantClass
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text ? find(text) : null;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value?.Value);
    }
}
