using Amazon.Runtime;

namespace Amazon.CloudWatch;

/// <summary>Any request to Amazon CloudWatch.</summary>
public class AmazonCloudWatchRequest : AmazonWebServiceRequest;
