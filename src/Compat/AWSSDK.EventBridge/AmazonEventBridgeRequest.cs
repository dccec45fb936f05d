using Amazon.Runtime;

namespace Amazon.EventBridge;

/// <summary>Any request to Amazon EventBridge.</summary>
public class AmazonEventBridgeRequest : AmazonWebServiceRequest;
