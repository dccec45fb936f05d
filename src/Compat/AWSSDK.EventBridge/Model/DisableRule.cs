namespace Amazon.EventBridge.Model;

/// <summary>Stops a rule; what it would have matched meanwhile is not delivered later.</summary>
public class DisableRuleRequest : AmazonEventBridgeRequest
{
    /// <summary>Name or ARN of the rule's bus; null is the default bus.</summary>
    public string? EventBusName { get; set; }

    public string? Name { get; set; }
}

public class DisableRuleResponse : Amazon.Runtime.AmazonWebServiceResponse;
