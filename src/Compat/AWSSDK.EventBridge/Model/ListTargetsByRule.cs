namespace Amazon.EventBridge.Model;

public class ListTargetsByRuleRequest : AmazonEventBridgeRequest
{
    /// <summary>Name or ARN of the rule's bus; null is the default bus.</summary>
    public string? EventBusName { get; set; }

    /// <summary>Targets of one page, 1 to 100.</summary>
    public int? Limit { get; set; }

    public string? NextToken { get; set; }

    public string? Rule { get; set; }
}

public class ListTargetsByRuleResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }

    public List<Target>? Targets { get; set; }
}

/// <summary>Where a rule delivers to.</summary>
public class Target
{
    /// <summary>Of a function, with its qualifier where a version or an alias is invoked.</summary>
    public string? Arn { get; set; }

    public string? Id { get; set; }
}
