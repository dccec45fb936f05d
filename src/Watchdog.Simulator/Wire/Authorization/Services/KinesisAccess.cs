namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>Amazon Kinesis Data Streams.</summary>
internal static class KinesisAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["DescribeStreamSummary"] = Accesses.On(
            "kinesis:DescribeStreamSummary",
            r => r.Members.String("StreamARN") is { Length: > 0 } arn ? arn : r.Arn("kinesis", $"stream/{r.Members.Required("StreamName")}")),
        ["ListStreams"] = Accesses.Everything("kinesis:ListStreams"),
    };
}
