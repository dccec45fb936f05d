using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch;

/// <summary>What an alarm says.</summary>
[JsonConverter(typeof(StateValueConverter))]
public class StateValue : ConstantClass
{
    public static readonly StateValue ALARM = new("ALARM");

    public static readonly StateValue INSUFFICIENT_DATA = new("INSUFFICIENT_DATA");

    public static readonly StateValue OK = new("OK");

    public StateValue(string value)
        : base(value)
    {
    }

    public static StateValue FindValue(string value) => FindValue<StateValue>(value);

    public static implicit operator StateValue(string value) => FindValue(value);
}

internal sealed class StateValueConverter() : ConstantClassConverter<StateValue>(StateValue.FindValue);
