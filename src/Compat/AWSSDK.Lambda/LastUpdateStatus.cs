using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>How the last change of a function went.</summary>
[JsonConverter(typeof(LastUpdateStatusConverter))]
public class LastUpdateStatus : ConstantClass
{
    public static readonly LastUpdateStatus Failed = new("Failed");

    public static readonly LastUpdateStatus InProgress = new("InProgress");

    public static readonly LastUpdateStatus Successful = new("Successful");

    public LastUpdateStatus(string value)
        : base(value)
    {
    }

    public static LastUpdateStatus FindValue(string value) => FindValue<LastUpdateStatus>(value);

    public static implicit operator LastUpdateStatus(string value) => FindValue(value);
}

internal sealed class LastUpdateStatusConverter() : ConstantClassConverter<LastUpdateStatus>(LastUpdateStatus.FindValue);
