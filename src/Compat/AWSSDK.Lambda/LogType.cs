using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>Whether Invoke returns the last 4 KB of the log.</summary>
[JsonConverter(typeof(LogTypeConverter))]
public class LogType : ConstantClass
{
    public static readonly LogType None = new("None");

    public static readonly LogType Tail = new("Tail");

    public LogType(string value)
        : base(value)
    {
    }

    public static LogType FindValue(string value) => FindValue<LogType>(value);

    public static implicit operator LogType(string value) => FindValue(value);
}

internal sealed class LogTypeConverter() : ConstantClassConverter<LogType>(LogType.FindValue);
