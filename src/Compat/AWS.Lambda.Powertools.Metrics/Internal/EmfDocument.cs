using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Metrics.Internal;

/// <summary>One metric of a document, with all its values.</summary>
internal sealed record Metric(string Name, MetricUnit Unit, MetricResolution Resolution, List<double> Values);

/// <summary>A document in the embedded metric format: what is measured, and under "_aws" what CloudWatch is to make of it.</summary>
internal sealed record EmfDocument(
    DateTimeOffset Time,
    string MetricNamespace,
    IReadOnlyList<KeyValuePair<string, string>> DimensionValues,
    IReadOnlyList<Metric> Measured,
    IReadOnlyList<KeyValuePair<string, object?>> Fields)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document as one line of UTF-8, with the end of the line.</summary>
    public ReadOnlyMemory<byte> ToLine()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
            Write(json);
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteDirective(json);
        foreach (var (key, value) in DimensionValues)
            json.WriteString(key, value);
        foreach (var metric in Measured)
            WriteValues(json, metric);
        foreach (var (key, value) in Fields)
        {
            json.WritePropertyName(key);
            WriteValue(json, value);
        }
        json.WriteEndObject();
    }

    private void WriteDirective(Utf8JsonWriter json)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", Time.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", MetricNamespace);
        // An array of sets of keys. There is always exactly one set, which is empty where there is no dimension.
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        foreach (var (key, _) in DimensionValues)
            json.WriteStringValue(key);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in Measured)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.Name);
            json.WriteString("Unit", UnitName(metric.Unit));
            if (metric.Resolution != MetricResolution.Default)
                json.WriteNumber("StorageResolution", (int)metric.Resolution);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string UnitName(MetricUnit unit) => unit.ToString().Replace("PerSecond", "/Second", StringComparison.Ordinal);

    private static void WriteValues(Utf8JsonWriter json, Metric metric)
    {
        if (metric.Values is [var only])
        {
            json.WriteNumber(metric.Name, only);
            return;
        }
        json.WriteStartArray(metric.Name);
        foreach (var value in metric.Values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    /// <summary>A simple value as it is, a collection as an array, anything else as its text: there is no serializer to ask.</summary>
    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case DateTime time: json.WriteStringValue(time); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }
}
