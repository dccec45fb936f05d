using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Watchdog.Core.Breaker;

/// <summary>What RecursionWatcher asks of the breaker: the same JSON as an operator writes, with the time of the tick.</summary>
public static class BreakerRequest
{
    /// <summary>Open the circuit of the function that the evidence is about.</summary>
    public static string Trip(LoopEvidence evidence, string reason, string by, DateTimeOffset now) => Write(json =>
    {
        json.WriteString("action", "trip");
        json.WriteString("function", evidence.Function);
        json.WriteString("by", by);
        json.WriteString("reason", reason);
        json.WriteStartArray("evidence");
        foreach (var sentence in evidence.Sentences)
            json.WriteStringValue(sentence);
        json.WriteEndArray();
        WriteTime(json, now);
    });

    /// <summary>Look after every circuit that is not closed.</summary>
    public static string Reconcile(string by, DateTimeOffset now) => Write(json =>
    {
        json.WriteString("action", "reconcile");
        json.WriteString("by", by);
        WriteTime(json, now);
    });

    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset now) =>
        json.WriteString("time", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
