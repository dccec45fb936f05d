namespace Amazon.CloudWatch.Model;

/// <summary>Publishes up to 1,000 points of custom metrics.</summary>
public class PutMetricDataRequest : AmazonCloudWatchRequest
{
    /// <summary>May not begin with <c>AWS/</c>.</summary>
    public string? Namespace { get; set; }

    public List<MetricDatum>? MetricData { get; set; }
}

/// <summary>One point: a value, values with their counts, or a set of statistics.</summary>
public class MetricDatum
{
    public string? MetricName { get; set; }

    public List<Dimension>? Dimensions { get; set; }

    /// <summary>The time of arrival when it is not set.</summary>
    public DateTime? Timestamp { get; set; }

    public double? Value { get; set; }

    public List<double>? Values { get; set; }

    public List<double>? Counts { get; set; }

    public StatisticSet? StatisticValues { get; set; }

    public StandardUnit? Unit { get; set; }

    /// <summary>Seconds: 1 or 60.</summary>
    public int? StorageResolution { get; set; }
}

public class StatisticSet
{
    public double? SampleCount { get; set; }

    public double? Sum { get; set; }

    public double? Minimum { get; set; }

    public double? Maximum { get; set; }
}

public class PutMetricDataResponse : Amazon.Runtime.AmazonWebServiceResponse;
