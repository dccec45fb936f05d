using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>Whether a function can be invoked.</summary>
[JsonConverter(typeof(StateConverter))]
public class State : ConstantClass
{
    public static readonly State Active = new("Active");

    public static readonly State Failed = new("Failed");

    public static readonly State Inactive = new("Inactive");

    public static readonly State Pending = new("Pending");

    public State(string value)
        : base(value)
    {
    }

    public static State FindValue(string value) => FindValue<State>(value);

    public static implicit operator State(string value) => FindValue(value);
}

internal sealed class StateConverter() : ConstantClassConverter<State>(State.FindValue);
