namespace Watchdog.Core.Signals;

/// <summary>What arrives at streams and tables, whoever writes it.</summary>
public static class ArrivalMetrics
{
    /// <summary>Records put into a Kinesis stream.</summary>
    public static MetricQuery IncomingRecords(string stream) =>
        new("AWS/Kinesis", "IncomingRecords", "Sum", DimensionSet.Of(new MetricDimension("StreamName", stream)));

    /// <summary>Write capacity units that a table consumed: one for each item of up to a kilobyte.</summary>
    public static MetricQuery ConsumedWriteCapacity(string table) =>
        new("AWS/DynamoDB", "ConsumedWriteCapacityUnits", "Sum", DimensionSet.Of(new MetricDimension("TableName", table)));
}
