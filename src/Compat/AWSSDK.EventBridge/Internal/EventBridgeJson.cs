using System.Text.Json.Serialization;
using Amazon.EventBridge.Model;
using Watchdog.Compat.Wire.Json;

namespace Amazon.EventBridge.Internal;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(EpochSecondsConverter)])]
[JsonSerializable(typeof(DescribeRuleRequest))]
[JsonSerializable(typeof(DescribeRuleResponse))]
[JsonSerializable(typeof(DisableRuleRequest))]
[JsonSerializable(typeof(DisableRuleResponse))]
[JsonSerializable(typeof(EnableRuleRequest))]
[JsonSerializable(typeof(EnableRuleResponse))]
[JsonSerializable(typeof(ListTargetsByRuleRequest))]
[JsonSerializable(typeof(ListTargetsByRuleResponse))]
[JsonSerializable(typeof(PutEventsRequest))]
[JsonSerializable(typeof(PutEventsResponse))]
internal sealed partial class EventBridgeJson : JsonSerializerContext;
