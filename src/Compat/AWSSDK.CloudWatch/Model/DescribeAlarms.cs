namespace Amazon.CloudWatch.Model;

/// <summary>Lists alarms, 50 a page unless <see cref="MaxRecords"/> says otherwise.</summary>
public class DescribeAlarmsRequest : AmazonCloudWatchRequest
{
    /// <summary>Only alarms with an action whose ARN begins so.</summary>
    public string? ActionPrefix { get; set; }

    /// <summary>Excludes <see cref="AlarmNames"/>.</summary>
    public string? AlarmNamePrefix { get; set; }

    /// <summary>At most 100.</summary>
    public List<string>? AlarmNames { get; set; }

    /// <summary>Only alarms on metrics when it is not set.</summary>
    public List<string>? AlarmTypes { get; set; }

    /// <summary>1 to 100.</summary>
    public int? MaxRecords { get; set; }

    public string? NextToken { get; set; }

    public StateValue? StateValue { get; set; }
}

public class DescribeAlarmsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public List<MetricAlarm>? MetricAlarms { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>An alarm on a metric, or on an expression over several.</summary>
public class MetricAlarm
{
    public bool? ActionsEnabled { get; set; }

    public List<string>? AlarmActions { get; set; }

    public string? AlarmArn { get; set; }

    public DateTime? AlarmConfigurationUpdatedTimestamp { get; set; }

    public string? AlarmDescription { get; set; }

    public string? AlarmName { get; set; }

    public ComparisonOperator? ComparisonOperator { get; set; }

    public int? DatapointsToAlarm { get; set; }

    public List<Dimension>? Dimensions { get; set; }

    public string? EvaluateLowSampleCountPercentile { get; set; }

    public int? EvaluationPeriods { get; set; }

    public string? ExtendedStatistic { get; set; }

    public List<string>? InsufficientDataActions { get; set; }

    public string? MetricName { get; set; }

    public List<MetricDataQuery>? Metrics { get; set; }

    public string? Namespace { get; set; }

    public List<string>? OKActions { get; set; }

    /// <summary>Seconds.</summary>
    public int? Period { get; set; }

    public string? StateReason { get; set; }

    /// <summary>JSON.</summary>
    public string? StateReasonData { get; set; }

    public DateTime? StateTransitionedTimestamp { get; set; }

    public DateTime? StateUpdatedTimestamp { get; set; }

    public StateValue? StateValue { get; set; }

    public Statistic? Statistic { get; set; }

    public double? Threshold { get; set; }

    public string? ThresholdMetricId { get; set; }

    public string? TreatMissingData { get; set; }

    public StandardUnit? Unit { get; set; }
}
