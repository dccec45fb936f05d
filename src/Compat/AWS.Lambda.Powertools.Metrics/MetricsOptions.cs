namespace AWS.Lambda.Powertools.Metrics;

/// <summary>The settings of <see cref="Metrics.Configure"/>; one that is null leaves what it was before.</summary>
public class MetricsOptions
{
    public string? Namespace { get; set; }

    public string? Service { get; set; }

    public bool? RaiseOnEmptyMetrics { get; set; }

    public Dictionary<string, string>? DefaultDimensions { get; set; }
}
