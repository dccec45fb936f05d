namespace Amazon.Kinesis.Model;

/// <summary>Asks about one stream, by its name or its ARN.</summary>
public class DescribeStreamSummaryRequest : AmazonKinesisRequest
{
    public string? StreamARN { get; set; }

    public string? StreamName { get; set; }
}

public class DescribeStreamSummaryResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public StreamDescriptionSummary? StreamDescriptionSummary { get; set; }
}

/// <summary>A stream without its shards.</summary>
public class StreamDescriptionSummary
{
    /// <summary>Consumers with a throughput of their own (enhanced fan-out).</summary>
    public int? ConsumerCount { get; set; }

    public int? OpenShardCount { get; set; }

    /// <summary>24 to 8,760.</summary>
    public int? RetentionPeriodHours { get; set; }

    public string? StreamARN { get; set; }

    public DateTime? StreamCreationTimestamp { get; set; }

    public string? StreamName { get; set; }

    public StreamStatus? StreamStatus { get; set; }
}
