using Amazon.Runtime;

namespace Amazon.ResourceGroupsTaggingAPI;

/// <summary>Any request to the AWS Resource Groups Tagging API.</summary>
public class AmazonResourceGroupsTaggingAPIRequest : AmazonWebServiceRequest;
