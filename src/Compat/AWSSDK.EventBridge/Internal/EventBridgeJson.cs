using System.Text.Json.Serialization;
using Amazon.EventBridge.Model;

namespace Amazon.EventBridge.Internal;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DescribeRuleRequest))]
[JsonSerializable(typeof(DescribeRuleResponse))]
[JsonSerializable(typeof(DisableRuleRequest))]
[JsonSerializable(typeof(DisableRuleResponse))]
[JsonSerializable(typeof(EnableRuleRequest))]
[JsonSerializable(typeof(EnableRuleResponse))]
[JsonSerializable(typeof(ListTargetsByRuleRequest))]
[JsonSerializable(typeof(ListTargetsByRuleResponse))]
internal sealed partial class EventBridgeJson : JsonSerializerContext;
