namespace Amazon.CloudWatch.Model;

/// <summary>Lists metrics that had points in the last two weeks, 500 a page.</summary>
public class ListMetricsRequest : AmazonCloudWatchRequest
{
    public string? Namespace { get; set; }

    public string? MetricName { get; set; }

    public List<DimensionFilter>? Dimensions { get; set; }

    public string? NextToken { get; set; }

    public RecentlyActive? RecentlyActive { get; set; }
}

public class ListMetricsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public List<Metric>? Metrics { get; set; }

    public string? NextToken { get; set; }
}
