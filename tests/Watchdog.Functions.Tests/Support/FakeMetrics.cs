using AWS.Lambda.Powertools.Metrics;

namespace Watchdog.Functions.Tests.Support;

/// <summary>One flush: the dimensions of all its metrics, and their values with units.</summary>
internal sealed record PublishedMetrics(IReadOnlyDictionary<string, string> Dimensions, IReadOnlyDictionary<string, (double Value, MetricUnit Unit)> Values);

/// <summary>Keeps what is flushed. What no function of ours calls is an error.</summary>
internal sealed class FakeMetrics : IMetrics
{
    private Dictionary<string, string> _dimensions = [];
    private Dictionary<string, (double, MetricUnit)> _values = [];

    public List<PublishedMetrics> Published { get; } = [];

    /// <summary>What is pushed in a document of its own, with its dimensions: <c>Service=watchdog Symptom=Throttled</c>.</summary>
    public List<(string Name, double Value, string Dimensions)> Single { get; } = [];

    public MetricsOptions Options { get; } = new();

    public void AddMetric(string key, double value, MetricUnit unit = MetricUnit.None, MetricResolution resolution = MetricResolution.Default) =>
        _values.Add(key, (value, unit));

    public void AddDimension(string key, string value) => _dimensions.Add(key, value);

    public void Flush(bool metricsOverflow = false)
    {
        Published.Add(new PublishedMetrics(_dimensions, _values));
        (_dimensions, _values) = ([], []);
    }

    public void AddMetadata(string key, object? value) => throw new NotSupportedException();

    public void SetDefaultDimensions(Dictionary<string, string> defaultDimensions) => throw new NotSupportedException();

    public void ClearDefaultDimensions() => throw new NotSupportedException();

    public void SetNamespace(string nameSpace) => throw new NotSupportedException();

    public void SetService(string service) => throw new NotSupportedException();

    public void SetRaiseOnEmptyMetrics(bool raiseOnEmptyMetrics) => throw new NotSupportedException();

    public void PushSingleMetric(
        string name, double value, MetricUnit unit, string? nameSpace = null, string? service = null, Dictionary<string, string>? dimensions = null,
        MetricResolution resolution = MetricResolution.Default)
    {
        Assert.True(nameSpace is null && service is null);
        Single.Add((name, value, string.Join(' ', (dimensions ?? []).Select(d => $"{d.Key}={d.Value}"))));
    }
}
