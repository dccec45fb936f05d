namespace Amazon.CloudWatch.Model;

/// <summary>Creates an alarm, or replaces the whole of the one of its name; its state stays.</summary>
public class PutMetricAlarmRequest : AmazonCloudWatchRequest
{
    /// <summary>True when it is not set.</summary>
    public bool? ActionsEnabled { get; set; }

    /// <summary>At most 5 ARNs.</summary>
    public List<string>? AlarmActions { get; set; }

    /// <summary>At most 1,024 characters.</summary>
    public string? AlarmDescription { get; set; }

    /// <summary>At most 255 characters, none of them a control character.</summary>
    public string? AlarmName { get; set; }

    public ComparisonOperator? ComparisonOperator { get; set; }

    /// <summary>So many periods of <see cref="EvaluationPeriods"/> have to breach; all of them when it is not set.</summary>
    public int? DatapointsToAlarm { get; set; }

    public List<Dimension>? Dimensions { get; set; }

    /// <summary>Of percentiles: <c>evaluate</c> or <c>ignore</c>.</summary>
    public string? EvaluateLowSampleCountPercentile { get; set; }

    /// <summary>With the period at most a day; a week from periods of an hour on.</summary>
    public int? EvaluationPeriods { get; set; }

    /// <summary>A percentile such as <c>p90</c>; excludes <see cref="Statistic"/>.</summary>
    public string? ExtendedStatistic { get; set; }

    public List<string>? InsufficientDataActions { get; set; }

    public string? MetricName { get; set; }

    /// <summary>Of an alarm on an expression; excludes the members that describe one metric.</summary>
    public List<MetricDataQuery>? Metrics { get; set; }

    public string? Namespace { get; set; }

    public List<string>? OKActions { get; set; }

    /// <summary>Seconds: 10, 20, 30, or a multiple of 60.</summary>
    public int? Period { get; set; }

    public Statistic? Statistic { get; set; }

    public double? Threshold { get; set; }

    /// <summary>Of an alarm on anomalies: the query that gives the band.</summary>
    public string? ThresholdMetricId { get; set; }

    /// <summary><c>breaching</c>, <c>notBreaching</c>, <c>ignore</c> or <c>missing</c>, which is meant when it is not set.</summary>
    public string? TreatMissingData { get; set; }

    public StandardUnit? Unit { get; set; }
}

public class PutMetricAlarmResponse : Amazon.Runtime.AmazonWebServiceResponse;
