namespace Amazon.EventBridge.Model;

public class DescribeRuleRequest : AmazonEventBridgeRequest
{
    /// <summary>Name or ARN of the rule's bus; null is the default bus.</summary>
    public string? EventBusName { get; set; }

    public string? Name { get; set; }
}

public class DescribeRuleResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public string? Arn { get; set; }

    /// <summary>The account that made the rule.</summary>
    public string? CreatedBy { get; set; }

    public string? Description { get; set; }

    public string? EventBusName { get; set; }

    /// <summary>JSON text; null of a rule that only has a schedule.</summary>
    public string? EventPattern { get; set; }

    /// <summary>The AWS service that manages the rule; null of one's own.</summary>
    public string? ManagedBy { get; set; }

    public string? Name { get; set; }

    public string? RoleArn { get; set; }

    /// <summary>As in <c>rate(1 minute)</c>; null of a rule that only has a pattern.</summary>
    public string? ScheduleExpression { get; set; }

    public RuleState? State { get; set; }
}
