using System.Xml.Linq;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime.Internal;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Query;

namespace Amazon.IdentityManagement.Internal;

internal static class Operations
{
    public static readonly Operation<SimulatePrincipalPolicyRequest, SimulatePrincipalPolicyResponse> SimulatePrincipalPolicy = QueryProtocol.Operation(
        AmazonIdentityManagementServiceConfig.Facts,
        "SimulatePrincipalPolicy",
        (Action<SimulatePrincipalPolicyRequest, IRequest>)BindSimulatePrincipalPolicy,
        static result => new SimulatePrincipalPolicyResponse
        {
            EvaluationResults = result.Members("EvaluationResults", ReadEvaluation),
            IsTruncated = result.Text("IsTruncated") is { } truncated ? truncated == "true" : null,
            Marker = result.Text("Marker"),
        },
        Errors.Of);

    private static void BindSimulatePrincipalPolicy(SimulatePrincipalPolicyRequest request, IRequest http)
    {
        http.Add("PolicySourceArn", request.PolicySourceArn);
        http.AddList("ActionNames", request.ActionNames);
        http.AddList("ResourceArns", request.ResourceArns);
        http.Add("CallerArn", request.CallerArn);
        http.Add("ResourceOwner", request.ResourceOwner);
        http.Add("ResourcePolicy", request.ResourcePolicy);
        http.Add("MaxItems", request.MaxItems?.ToString());
        http.Add("Marker", request.Marker);
    }

    private static EvaluationResult ReadEvaluation(XElement member) => new()
    {
        EvalActionName = member.Text("EvalActionName"),
        EvalResourceName = member.Text("EvalResourceName"),
        EvalDecision = Decision(member.Text("EvalDecision")),
        MissingContextValues = member.Members("MissingContextValues", e => e.Value),
        ResourceSpecificResults = member.Members("ResourceSpecificResults", specific => new ResourceSpecificResult
        {
            EvalResourceName = specific.Text("EvalResourceName"),
            EvalResourceDecision = Decision(specific.Text("EvalResourceDecision")),
            MissingContextValues = specific.Members("MissingContextValues", e => e.Value),
        }),
    };

    private static PolicyEvaluationDecisionType? Decision(string? text) => text is null ? null : PolicyEvaluationDecisionType.FindValue(text);
}
