using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.EventBridge;

/// <summary>Whether a rule delivers what it matches.</summary>
[JsonConverter(typeof(RuleStateConverter))]
public class RuleState : ConstantClass
{
    public static readonly RuleState DISABLED = new("DISABLED");

    public static readonly RuleState ENABLED = new("ENABLED");

    /// <summary>Enabled, and CloudTrail's events of reading calls match too.</summary>
    public static readonly RuleState ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS = new("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");

    public RuleState(string value)
        : base(value)
    {
    }

    public static RuleState FindValue(string value) => FindValue<RuleState>(value);

    public static implicit operator RuleState(string value) => FindValue(value);
}

internal sealed class RuleStateConverter() : ConstantClassConverter<RuleState>(RuleState.FindValue);
