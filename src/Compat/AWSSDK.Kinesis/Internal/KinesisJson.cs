using System.Text.Json.Serialization;
using Amazon.Kinesis.Model;
using Watchdog.Compat.Wire.Json;

namespace Amazon.Kinesis.Internal;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(EpochSecondsConverter)])]
[JsonSerializable(typeof(DescribeStreamSummaryRequest))]
[JsonSerializable(typeof(DescribeStreamSummaryResponse))]
internal sealed partial class KinesisJson : JsonSerializerContext;
