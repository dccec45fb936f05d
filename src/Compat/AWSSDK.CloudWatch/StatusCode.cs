using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch;

/// <summary>Whether all of a query's points were returned.</summary>
[JsonConverter(typeof(StatusCodeConverter))]
public class StatusCode : ConstantClass
{
    public static readonly StatusCode Complete = new("Complete");

    public static readonly StatusCode Forbidden = new("Forbidden");

    public static readonly StatusCode InternalError = new("InternalError");

    public static readonly StatusCode PartialData = new("PartialData");

    public StatusCode(string value)
        : base(value)
    {
    }

    public static StatusCode FindValue(string value) => FindValue<StatusCode>(value);

    public static implicit operator StatusCode(string value) => FindValue(value);
}

internal sealed class StatusCodeConverter() : ConstantClassConverter<StatusCode>(StatusCode.FindValue);
