namespace Amazon.CloudWatch.Model;

/// <summary>Asks for up to 500 series at once.</summary>
public class GetMetricDataRequest : AmazonCloudWatchRequest
{
    public List<MetricDataQuery>? MetricDataQueries { get; set; }

    /// <summary>The first instant that belongs to the answer.</summary>
    public DateTime? StartTime { get; set; }

    /// <summary>The first instant that no longer does.</summary>
    public DateTime? EndTime { get; set; }

    public string? NextToken { get; set; }

    public ScanBy? ScanBy { get; set; }

    /// <summary>Most points in one answer; 100,800 when it is not set.</summary>
    public int? MaxDatapoints { get; set; }
}

/// <summary>One series: of a metric, or by an expression.</summary>
public class MetricDataQuery
{
    /// <summary>A lower-case letter, then letters, digits and underscores; at most 255.</summary>
    public string? Id { get; set; }

    public MetricStat? MetricStat { get; set; }

    public string? Expression { get; set; }

    public string? Label { get; set; }

    public bool? ReturnData { get; set; }

    /// <summary>Seconds; only with an expression.</summary>
    public int? Period { get; set; }
}

public class MetricStat
{
    public Metric? Metric { get; set; }

    /// <summary>Seconds; a multiple of 60 except for high-resolution metrics.</summary>
    public int? Period { get; set; }

    /// <summary>Sum, Maximum, Minimum, Average, SampleCount, or a percentile such as p90.</summary>
    public string? Stat { get; set; }

    /// <summary>Leave it out: another unit than the metric's own finds nothing.</summary>
    public StandardUnit? Unit { get; set; }
}

public class GetMetricDataResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public List<MetricDataResult>? MetricDataResults { get; set; }

    /// <summary>Set while there is more, of any of the series.</summary>
    public string? NextToken { get; set; }

    public List<MessageData>? Messages { get; set; }
}

/// <summary>Points of one series; <see cref="Timestamps"/> and <see cref="Values"/> run in parallel.</summary>
public class MetricDataResult
{
    public string? Id { get; set; }

    public string? Label { get; set; }

    /// <summary>Each is the start of its period.</summary>
    public List<DateTime>? Timestamps { get; set; }

    public List<double>? Values { get; set; }

    public StatusCode? StatusCode { get; set; }

    public List<MessageData>? Messages { get; set; }
}

public class MessageData
{
    public string? Code { get; set; }

    public string? Value { get; set; }
}
