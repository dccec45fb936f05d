namespace Amazon.EventBridge.Model;

/// <summary>Lets a rule deliver again.</summary>
public class EnableRuleRequest : AmazonEventBridgeRequest
{
    /// <summary>Name or ARN of the rule's bus; null is the default bus.</summary>
    public string? EventBusName { get; set; }

    public string? Name { get; set; }
}

public class EnableRuleResponse : Amazon.Runtime.AmazonWebServiceResponse;
