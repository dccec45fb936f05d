using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch;

/// <summary>On a metric, or on other alarms.</summary>
[JsonConverter(typeof(AlarmTypeConverter))]
public class AlarmType : ConstantClass
{
    public static readonly AlarmType CompositeAlarm = new("CompositeAlarm");

    public static readonly AlarmType MetricAlarm = new("MetricAlarm");

    public AlarmType(string value)
        : base(value)
    {
    }

    public static AlarmType FindValue(string value) => FindValue<AlarmType>(value);

    public static implicit operator AlarmType(string value) => FindValue(value);
}

internal sealed class AlarmTypeConverter() : ConstantClassConverter<AlarmType>(AlarmType.FindValue);
