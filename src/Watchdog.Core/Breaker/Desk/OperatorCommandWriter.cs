using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Watchdog.Core.Breaker;

/// <summary>Writes a command as the JSON that <see cref="OperatorCommandParser"/> reads: what a watcher sends to the breaker.</summary>
public static class OperatorCommandWriter
{
    // The payload is never part of a page: quotes and arrows may stay as they are, for whoever reads it in a log.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(OperatorCommand command)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("action", command.Action.Word());
            if (command.Function is not null)
                json.WriteString("function", command.Function);
            if (command.Force)
                json.WriteBoolean("force", true);
            if (command.By != OperatorCommand.Person)
                json.WriteString("by", command.By);
            if (command.Reason is not null)
                json.WriteString("reason", command.Reason);
            if (!command.Evidence.IsEmpty)
            {
                json.WriteStartArray("evidence");
                foreach (var sentence in command.Evidence)
                    json.WriteStringValue(sentence);
                json.WriteEndArray();
            }
            if (command.Limit != OperatorCommand.DefaultLimit)
                json.WriteNumber("limit", command.Limit);
            if (command.Time is { } time)
                json.WriteString("time", time.UtcDateTime);
            if (command.Proven)
                json.WriteBoolean("proven", true);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
