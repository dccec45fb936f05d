using Amazon.EventBridge.Internal;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.EventBridge;

/// <summary>The client of Amazon EventBridge. Safe for use by many threads; keep one for the life of the process.</summary>
public class AmazonEventBridgeClient : WireClient, IAmazonEventBridge
{
    /// <summary>Credentials and region from the environment.</summary>
    public AmazonEventBridgeClient()
        : this(new AmazonEventBridgeConfig())
    {
    }

    public AmazonEventBridgeClient(RegionEndpoint region)
        : this(new AmazonEventBridgeConfig { RegionEndpoint = region })
    {
    }

    public AmazonEventBridgeClient(AmazonEventBridgeConfig config)
        : base(config)
    {
    }

    public AmazonEventBridgeClient(AWSCredentials credentials)
        : this(credentials, new AmazonEventBridgeConfig())
    {
    }

    public AmazonEventBridgeClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonEventBridgeConfig { RegionEndpoint = region })
    {
    }

    public AmazonEventBridgeClient(AWSCredentials credentials, AmazonEventBridgeConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override ServiceFacts Service => AmazonEventBridgeConfig.Facts;

    public virtual Task<DescribeRuleResponse> DescribeRuleAsync(DescribeRuleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.DescribeRule, request, cancellationToken);

    public virtual Task<DisableRuleResponse> DisableRuleAsync(DisableRuleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.DisableRule, request, cancellationToken);

    public virtual Task<EnableRuleResponse> EnableRuleAsync(EnableRuleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.EnableRule, request, cancellationToken);

    public virtual Task<ListTargetsByRuleResponse> ListTargetsByRuleAsync(ListTargetsByRuleRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.ListTargetsByRule, request, cancellationToken);

    public virtual Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.PutEvents, request, cancellationToken);
}
