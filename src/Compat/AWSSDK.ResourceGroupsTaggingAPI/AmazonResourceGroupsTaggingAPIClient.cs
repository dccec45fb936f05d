using Amazon.Runtime;
using Amazon.ResourceGroupsTaggingAPI.Internal;
using Amazon.ResourceGroupsTaggingAPI.Model;
using Watchdog.Compat.Wire;

namespace Amazon.ResourceGroupsTaggingAPI;

/// <summary>The client of the AWS Resource Groups Tagging API. Safe for use by many threads; keep one for the life of the process.</summary>
public class AmazonResourceGroupsTaggingAPIClient : WireClient, IAmazonResourceGroupsTaggingAPI
{
    /// <summary>Credentials and region from the environment.</summary>
    public AmazonResourceGroupsTaggingAPIClient()
        : this(new AmazonResourceGroupsTaggingAPIConfig())
    {
    }

    public AmazonResourceGroupsTaggingAPIClient(RegionEndpoint region)
        : this(new AmazonResourceGroupsTaggingAPIConfig { RegionEndpoint = region })
    {
    }

    public AmazonResourceGroupsTaggingAPIClient(AmazonResourceGroupsTaggingAPIConfig config)
        : base(config)
    {
    }

    public AmazonResourceGroupsTaggingAPIClient(AWSCredentials credentials)
        : this(credentials, new AmazonResourceGroupsTaggingAPIConfig())
    {
    }

    public AmazonResourceGroupsTaggingAPIClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonResourceGroupsTaggingAPIConfig { RegionEndpoint = region })
    {
    }

    public AmazonResourceGroupsTaggingAPIClient(AWSCredentials credentials, AmazonResourceGroupsTaggingAPIConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override ServiceFacts Service => AmazonResourceGroupsTaggingAPIConfig.Facts;

    public virtual Task<GetResourcesResponse> GetResourcesAsync(GetResourcesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.GetResources, request, cancellationToken);
}
