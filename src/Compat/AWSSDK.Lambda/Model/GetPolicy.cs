namespace Amazon.Lambda.Model;

public class GetPolicyRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    /// <summary>A version or an alias: each has a policy of its own.</summary>
    public string? Qualifier { get; set; }
}

public class GetPolicyResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    /// <summary>The policy as JSON text.</summary>
    public string? Policy { get; set; }

    public string? RevisionId { get; set; }
}
