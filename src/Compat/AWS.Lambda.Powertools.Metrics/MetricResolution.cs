namespace AWS.Lambda.Powertools.Metrics;

/// <summary>How finely CloudWatch stores a metric, in seconds.</summary>
public enum MetricResolution
{
    /// <summary>Left to CloudWatch, which takes 60 seconds.</summary>
    Default = 0,

    High = 1,

    Standard = 60,
}
