using Amazon.Runtime;
using Amazon.IdentityManagement.Internal;
using Amazon.IdentityManagement.Model;
using Watchdog.Compat.Wire;

namespace Amazon.IdentityManagement;

/// <summary>The client of AWS Identity and Access Management. Safe for use by many threads; keep one for the life of the process.</summary>
public class AmazonIdentityManagementServiceClient : WireClient, IAmazonIdentityManagementService
{
    /// <summary>Credentials and region from the environment.</summary>
    public AmazonIdentityManagementServiceClient()
        : this(new AmazonIdentityManagementServiceConfig())
    {
    }

    public AmazonIdentityManagementServiceClient(RegionEndpoint region)
        : this(new AmazonIdentityManagementServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonIdentityManagementServiceClient(AmazonIdentityManagementServiceConfig config)
        : base(config)
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials)
        : this(credentials, new AmazonIdentityManagementServiceConfig())
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonIdentityManagementServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, AmazonIdentityManagementServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override ServiceFacts Service => AmazonIdentityManagementServiceConfig.Facts;

    public virtual Task<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicyAsync(SimulatePrincipalPolicyRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.SimulatePrincipalPolicy, request, cancellationToken);
}
