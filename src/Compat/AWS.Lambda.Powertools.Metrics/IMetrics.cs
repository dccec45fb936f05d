namespace AWS.Lambda.Powertools.Metrics;

/// <summary>Collects metrics and writes them to standard output in the embedded metric format (EMF), from which CloudWatch makes metrics.</summary>
/// <remarks>
/// The <c>[Metrics]</c> attribute of the official package, which flushes when a handler ends, is woven into the code by an aspect compiler
/// and is left out: call <see cref="Flush"/>. So is what belongs to it, the metric of cold starts. The time of a metric is the time of its
/// flush; the official package cannot set it either.
/// </remarks>
public interface IMetrics
{
    /// <summary>
    /// Adds a value. Several values of one name go into one document; the hundredth metric, or the hundredth value of a metric, is the last
    /// of its document, and the next one begins another, with the same dimensions.
    /// </summary>
    /// <exception cref="ArgumentNullException">The key is null or blank.</exception>
    /// <exception cref="ArgumentException">
    /// The value is negative or no number, the unit differs from that of the key's earlier values, or the key is taken by a dimension or by metadata.
    /// </exception>
    void AddMetric(string key, double value, MetricUnit unit = MetricUnit.None, MetricResolution resolution = MetricResolution.Default);

    /// <summary>Adds a dimension to all metrics up to the next flush.</summary>
    /// <exception cref="ArgumentNullException">The key or the value is null or blank.</exception>
    /// <exception cref="ArgumentException">The key or the value is not one that CloudWatch accepts, or the key is taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are 30 dimensions already.</exception>
    void AddDimension(string key, string value);

    /// <summary>Adds a field to the document that is no metric: it can be searched in the log. Gone with the next flush.</summary>
    void AddMetadata(string key, object? value);

    /// <summary>Adds these to the dimensions of all metrics from now on.</summary>
    void SetDefaultDimensions(Dictionary<string, string> defaultDimensions);

    /// <summary>Forgets all dimensions, also that of the service.</summary>
    void ClearDefaultDimensions();

    /// <summary>Sets the CloudWatch namespace. The default is POWERTOOLS_METRICS_NAMESPACE.</summary>
    void SetNamespace(string nameSpace);

    /// <summary>Sets the service, which is the dimension Service. The default is POWERTOOLS_SERVICE_NAME; without it there is no such dimension.</summary>
    void SetService(string service);

    /// <summary>Whether <see cref="Flush"/> without any metric is an error.</summary>
    void SetRaiseOnEmptyMetrics(bool raiseOnEmptyMetrics);

    /// <summary>Writes one metric at once, in a document of its own, with these dimensions alone.</summary>
    void PushSingleMetric(
        string name,
        double value,
        MetricUnit unit,
        string? nameSpace = null,
        string? service = null,
        Dictionary<string, string>? dimensions = null,
        MetricResolution resolution = MetricResolution.Default);

    /// <summary>Writes what was collected. Without any metric nothing is written.</summary>
    /// <param name="metricsOverflow">Whether to keep the dimensions that are no default ones.</param>
    /// <exception cref="SchemaValidationException">There is no namespace, or no metric where one is demanded.</exception>
    void Flush(bool metricsOverflow = false);

    MetricsOptions Options { get; }
}
