using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>A stream as the physics see it, with its metric: what is written to a Kinesis stream, or the write units of a table, one a record.</summary>
internal sealed class StreamRun(SimulatedStream stream, MetricStore store)
{
    private MetricSeries? series;
    private long reported;

    public SimulatedStream Stream { get; } = stream;

    public void Flush(int minute)
    {
        var written = Stream.Records.Written - reported;
        if (written == 0) return;
        series ??= store.SeriesOf(Stream.Kind == StreamKind.Kinesis
            ? new MetricId("AWS/Kinesis", "IncomingRecords", "Count", new MetricDimension("StreamName", Stream.Name))
            : new MetricId("AWS/DynamoDB", "ConsumedWriteCapacityUnits", "Count", new MetricDimension("TableName", Stream.Name)));
        series.Add(minute, minute, new StatisticSet { Sum = written, Minimum = 1, Maximum = 1, Count = written }, null);
        reported += written;
    }
}
