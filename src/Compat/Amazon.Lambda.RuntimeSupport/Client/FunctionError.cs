using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>An exception as the Runtime API wants it: <c>{"errorMessage":…,"errorType":…,"stackTrace":[…],"cause":{…}}</c>.</summary>
internal static class FunctionError
{
    /// <summary>How many causes below an error are written; an exception may, by mistake, be its own cause.</summary>
    private const int MaxCauses = 8;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The type for the error header and the body: the exception's class without its namespace.</summary>
    public static string TypeOf(Exception error) => error.GetType().Name;

    public static byte[] ToJson(Exception error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, error, MaxCauses);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception error, int causesLeft)
    {
        writer.WriteStartObject();
        writer.WriteString("errorMessage", error.Message);
        writer.WriteString("errorType", TypeOf(error));
        writer.WriteStartArray("stackTrace");
        foreach (var line in (error.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            writer.WriteStringValue(line);
        writer.WriteEndArray();
        if (error.InnerException is { } cause && causesLeft > 0)
        {
            writer.WritePropertyName("cause");
            Write(writer, cause, causesLeft - 1);
        }
        writer.WriteEndObject();
    }
}
