using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.IdentityManagement;

/// <summary>How IAM decides a simulated request.</summary>
[JsonConverter(typeof(PolicyEvaluationDecisionTypeConverter))]
public class PolicyEvaluationDecisionType : ConstantClass
{
    public static readonly PolicyEvaluationDecisionType Allowed = new("allowed");

    public static readonly PolicyEvaluationDecisionType ExplicitDeny = new("explicitDeny");

    public static readonly PolicyEvaluationDecisionType ImplicitDeny = new("implicitDeny");

    public PolicyEvaluationDecisionType(string value)
        : base(value)
    {
    }

    public static PolicyEvaluationDecisionType FindValue(string value) => FindValue<PolicyEvaluationDecisionType>(value);

    public static implicit operator PolicyEvaluationDecisionType(string value) => FindValue(value);
}

internal sealed class PolicyEvaluationDecisionTypeConverter() : ConstantClassConverter<PolicyEvaluationDecisionType>(PolicyEvaluationDecisionType.FindValue);
