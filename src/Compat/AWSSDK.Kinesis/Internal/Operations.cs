using Amazon.Kinesis.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.Kinesis.Internal;

internal static class Operations
{
    public static readonly Operation<DescribeStreamSummaryRequest, DescribeStreamSummaryResponse> DescribeStreamSummary = AwsJson.Version11(
        AmazonKinesisConfig.Facts,
        "DescribeStreamSummary",
        KinesisJson.Default.DescribeStreamSummaryRequest,
        KinesisJson.Default.DescribeStreamSummaryResponse,
        Errors.Of);
}
