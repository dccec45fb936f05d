using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch;

/// <summary>The order of a series' points; without it the newest come first.</summary>
[JsonConverter(typeof(ScanByConverter))]
public class ScanBy : ConstantClass
{
    public static readonly ScanBy TimestampAscending = new("TimestampAscending");

    public static readonly ScanBy TimestampDescending = new("TimestampDescending");

    public ScanBy(string value)
        : base(value)
    {
    }

    public static ScanBy FindValue(string value) => FindValue<ScanBy>(value);

    public static implicit operator ScanBy(string value) => FindValue(value);
}

internal sealed class ScanByConverter() : ConstantClassConverter<ScanBy>(ScanBy.FindValue);
