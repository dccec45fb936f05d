using Amazon.EventBridge.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.EventBridge.Internal;

internal static class Operations
{
    public static readonly Operation<DescribeRuleRequest, DescribeRuleResponse> DescribeRule = AwsJson.Version11(
        AmazonEventBridgeConfig.Facts,
        "DescribeRule",
        EventBridgeJson.Default.DescribeRuleRequest,
        EventBridgeJson.Default.DescribeRuleResponse,
        Errors.Of);

    public static readonly Operation<DisableRuleRequest, DisableRuleResponse> DisableRule = AwsJson.Version11(
        AmazonEventBridgeConfig.Facts,
        "DisableRule",
        EventBridgeJson.Default.DisableRuleRequest,
        EventBridgeJson.Default.DisableRuleResponse,
        Errors.Of);

    public static readonly Operation<EnableRuleRequest, EnableRuleResponse> EnableRule = AwsJson.Version11(
        AmazonEventBridgeConfig.Facts,
        "EnableRule",
        EventBridgeJson.Default.EnableRuleRequest,
        EventBridgeJson.Default.EnableRuleResponse,
        Errors.Of);

    public static readonly Operation<ListTargetsByRuleRequest, ListTargetsByRuleResponse> ListTargetsByRule = AwsJson.Version11(
        AmazonEventBridgeConfig.Facts,
        "ListTargetsByRule",
        EventBridgeJson.Default.ListTargetsByRuleRequest,
        EventBridgeJson.Default.ListTargetsByRuleResponse,
        Errors.Of);

    public static readonly Operation<PutEventsRequest, PutEventsResponse> PutEvents = AwsJson.Version11(
        AmazonEventBridgeConfig.Facts,
        "PutEvents",
        EventBridgeJson.Default.PutEventsRequest,
        EventBridgeJson.Default.PutEventsResponse,
        Errors.Of);
}
