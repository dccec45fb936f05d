namespace Amazon.IdentityManagement.Model;

/// <summary>Asks what a principal's policies would say to actions on resources; nothing is done to the resources.</summary>
public class SimulatePrincipalPolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>ARN of a role, user or group.</summary>
    public string? PolicySourceArn { get; set; }

    /// <summary>As in <c>sqs:SendMessage</c>.</summary>
    public List<string>? ActionNames { get; set; }

    /// <summary>"*" when it is not set.</summary>
    public List<string>? ResourceArns { get; set; }

    public string? CallerArn { get; set; }

    public string? ResourceOwner { get; set; }

    public string? ResourcePolicy { get; set; }

    /// <summary>Most results in one answer; 100 when it is not set, which may also return fewer.</summary>
    public int? MaxItems { get; set; }

    public string? Marker { get; set; }
}

public class SimulatePrincipalPolicyResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public List<EvaluationResult>? EvaluationResults { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

/// <summary>The decision about one action, on one resource or on several.</summary>
public class EvaluationResult
{
    public string? EvalActionName { get; set; }

    public string? EvalResourceName { get; set; }

    public PolicyEvaluationDecisionType? EvalDecision { get; set; }

    public List<string>? MissingContextValues { get; set; }

    /// <summary>Where several resources were asked about in one request.</summary>
    public List<ResourceSpecificResult>? ResourceSpecificResults { get; set; }
}

public class ResourceSpecificResult
{
    public string? EvalResourceName { get; set; }

    public PolicyEvaluationDecisionType? EvalResourceDecision { get; set; }

    public List<string>? MissingContextValues { get; set; }
}
