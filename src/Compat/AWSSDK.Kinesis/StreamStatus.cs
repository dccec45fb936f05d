using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Kinesis;

/// <summary>Whether a stream can be read and written.</summary>
[JsonConverter(typeof(StreamStatusConverter))]
public class StreamStatus : ConstantClass
{
    public static readonly StreamStatus ACTIVE = new("ACTIVE");

    public static readonly StreamStatus CREATING = new("CREATING");

    public static readonly StreamStatus DELETING = new("DELETING");

    public static readonly StreamStatus UPDATING = new("UPDATING");

    public StreamStatus(string value)
        : base(value)
    {
    }

    public static StreamStatus FindValue(string value) => FindValue<StreamStatus>(value);

    public static implicit operator StreamStatus(string value) => FindValue(value);
}

internal sealed class StreamStatusConverter() : ConstantClassConverter<StreamStatus>(StreamStatus.FindValue);
