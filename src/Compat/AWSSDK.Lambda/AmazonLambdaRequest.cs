using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>Any request to AWS Lambda.</summary>
public class AmazonLambdaRequest : AmazonWebServiceRequest;
