using System.Text.Json.Serialization;
using Amazon.Lambda.Model;
using Watchdog.Compat.Wire.Json;

namespace Amazon.Lambda.Internal;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(EpochSecondsConverter)])]
[JsonSerializable(typeof(DeleteFunctionConcurrencyResponse))]
[JsonSerializable(typeof(GetAccountSettingsResponse))]
[JsonSerializable(typeof(GetEventSourceMappingResponse))]
[JsonSerializable(typeof(GetFunctionResponse))]
[JsonSerializable(typeof(GetFunctionConcurrencyResponse))]
[JsonSerializable(typeof(GetFunctionConfigurationResponse))]
[JsonSerializable(typeof(GetFunctionEventInvokeConfigResponse))]
[JsonSerializable(typeof(GetFunctionRecursionConfigResponse))]
[JsonSerializable(typeof(GetPolicyResponse))]
[JsonSerializable(typeof(ListAliasesResponse))]
[JsonSerializable(typeof(ListEventSourceMappingsResponse))]
[JsonSerializable(typeof(ListFunctionsResponse))]
[JsonSerializable(typeof(ListProvisionedConcurrencyConfigsResponse))]
[JsonSerializable(typeof(ListTagsResponse))]
[JsonSerializable(typeof(ListVersionsByFunctionResponse))]
[JsonSerializable(typeof(PutFunctionConcurrencyRequest))]
[JsonSerializable(typeof(PutFunctionConcurrencyResponse))]
[JsonSerializable(typeof(UpdateEventSourceMappingRequest))]
[JsonSerializable(typeof(UpdateEventSourceMappingResponse))]
internal sealed partial class LambdaJson : JsonSerializerContext;
