namespace AWS.Lambda.Powertools.Metrics;

/// <summary>Configures the metrics step by step; <see cref="Build"/> is <see cref="Metrics.Configure"/> with what was set.</summary>
public class MetricsBuilder
{
    private readonly MetricsOptions _options = new();

    public MetricsBuilder WithNamespace(string nameSpace)
    {
        _options.Namespace = nameSpace;
        return this;
    }

    public MetricsBuilder WithService(string service)
    {
        _options.Service = service;
        return this;
    }

    public MetricsBuilder WithRaiseOnEmptyMetrics(bool raiseOnEmptyMetrics)
    {
        _options.RaiseOnEmptyMetrics = raiseOnEmptyMetrics;
        return this;
    }

    public MetricsBuilder WithDefaultDimensions(Dictionary<string, string> defaultDimensions)
    {
        _options.DefaultDimensions = defaultDimensions;
        return this;
    }

    /// <returns>The process's one instance, which the static members of <see cref="Metrics"/> use too.</returns>
    public IMetrics Build() => Metrics.Configure(options =>
    {
        options.Namespace = _options.Namespace;
        options.Service = _options.Service;
        options.RaiseOnEmptyMetrics = _options.RaiseOnEmptyMetrics;
        options.DefaultDimensions = _options.DefaultDimensions;
    });
}
