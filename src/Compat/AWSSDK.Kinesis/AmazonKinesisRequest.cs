using Amazon.Runtime;

namespace Amazon.Kinesis;

/// <summary>Any request to Amazon Kinesis.</summary>
public class AmazonKinesisRequest : AmazonWebServiceRequest;
