using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>Any request to AWS Identity and Access Management.</summary>
public class AmazonIdentityManagementServiceRequest : AmazonWebServiceRequest;
