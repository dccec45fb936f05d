namespace Watchdog.Core.Signals;

/// <summary>What is written to streams and tables.</summary>
public static class StreamMetrics
{
    /// <summary>Records put into a Kinesis stream.</summary>
    public static MetricQuery IncomingRecords(string stream) =>
        new("AWS/Kinesis", "IncomingRecords", "Sum", DimensionSet.Of(new MetricDimension("StreamName", stream)));

    /// <summary>Write capacity units of a DynamoDB table: one for each KiB of an item that is written, rounded up.</summary>
    public static MetricQuery ConsumedWriteCapacity(string table) =>
        new("AWS/DynamoDB", "ConsumedWriteCapacityUnits", "Sum", DimensionSet.Of(new MetricDimension("TableName", table)));
}
