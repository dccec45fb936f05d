using AWS.Lambda.Powertools.Metrics.Internal;

namespace AWS.Lambda.Powertools.Metrics;

/// <summary>The metrics of this process. The static members work on <see cref="Instance"/>, which is what code with injection takes as an <see cref="IMetrics"/>.</summary>
public partial class Metrics : IMetrics
{
    private const string ServiceDimension = "Service";

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action<ReadOnlyMemory<byte>> _write;
    private readonly OrderedDictionary<string, string> _defaultDimensions = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, string> _dimensions = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, object?> _metadata = new(StringComparer.Ordinal);
    private string? _namespace;
    private bool _raiseOnEmptyMetrics;

    internal Metrics(TimeProvider time, Action<ReadOnlyMemory<byte>> write, Func<string, string?> environment)
    {
        _time = time;
        _write = write;
        if (environment("POWERTOOLS_METRICS_NAMESPACE") is { Length: > 0 } nameSpace)
            ((IMetrics)this).SetNamespace(nameSpace);
        if (environment("POWERTOOLS_SERVICE_NAME") is { Length: > 0 } service)
            SetService(service);
    }

    public MetricsOptions Options
    {
        get
        {
            lock (_lock)
            {
                return new MetricsOptions
                {
                    Namespace = _namespace,
                    Service = _defaultDimensions.GetValueOrDefault(ServiceDimension),
                    RaiseOnEmptyMetrics = _raiseOnEmptyMetrics,
                    DefaultDimensions = new Dictionary<string, string>(_defaultDimensions, StringComparer.Ordinal),
                };
            }
        }
    }

    void IMetrics.AddMetric(string key, double value, MetricUnit unit, MetricResolution resolution)
    {
        EmfRules.CheckMetric(key, value);
        lock (_lock)
        {
            if (!_metrics.TryGetValue(key, out var metric))
            {
                CheckFree(key, isMetric: true);
                if (_metrics.Count == EmfRules.MaxMetrics)
                    Write(keepDimensions: true);
                metric = new Metric(key, unit, resolution, []);
            }
            else if (metric.Unit != unit)
            {
                throw new ArgumentException($"The metric {key} has the unit {metric.Unit} already; it cannot be {unit} too.", nameof(unit));
            }
            else if (metric.Values.Count == EmfRules.MaxMetrics)
            {
                Write(keepDimensions: true);
                metric = metric with { Values = [] };
            }
            metric.Values.Add(value);
            _metrics[key] = metric;
        }
    }

    void IMetrics.AddDimension(string key, string value)
    {
        EmfRules.CheckDimension(key, value);
        lock (_lock)
        {
            if (!_dimensions.ContainsKey(key) && !_defaultDimensions.ContainsKey(key))
                CheckNewDimension(key);
            _dimensions[key] = value;
        }
    }

    void IMetrics.AddMetadata(string key, object? value)
    {
        EmfRules.CheckKey(key, 1024, nameof(key));
        lock (_lock)
        {
            if (!_metadata.ContainsKey(key))
                CheckFree(key);
            _metadata[key] = value;
        }
    }

    void IMetrics.SetDefaultDimensions(Dictionary<string, string> defaultDimensions)
    {
        ArgumentNullException.ThrowIfNull(defaultDimensions);
        foreach (var (key, value) in defaultDimensions)
            EmfRules.CheckDimension(key, value);
        lock (_lock)
        {
            foreach (var (key, value) in defaultDimensions)
                SetDefault(key, value);
        }
    }

    void IMetrics.ClearDefaultDimensions()
    {
        lock (_lock)
        {
            _defaultDimensions.Clear();
            _dimensions.Clear();
        }
    }

    void IMetrics.SetNamespace(string nameSpace)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameSpace);
        EmfRules.CheckNamespace(nameSpace);
        lock (_lock)
            _namespace = nameSpace;
    }

    public void SetService(string service)
    {
        EmfRules.CheckDimension(ServiceDimension, service);
        lock (_lock)
            SetDefault(ServiceDimension, service);
    }

    public void SetRaiseOnEmptyMetrics(bool raiseOnEmptyMetrics)
    {
        lock (_lock)
            _raiseOnEmptyMetrics = raiseOnEmptyMetrics;
    }

    void IMetrics.PushSingleMetric(
        string name,
        double value,
        MetricUnit unit,
        string? nameSpace,
        string? service,
        Dictionary<string, string>? dimensions,
        MetricResolution resolution)
    {
        EmfRules.CheckMetric(name, value, nameof(name));
        var all = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(service))
            all[ServiceDimension] = service;
        foreach (var (key, text) in dimensions ?? [])
            all[key] = text;
        foreach (var (key, text) in all)
            EmfRules.CheckDimension(key, text);
        if (all.Count > EmfRules.MaxDimensions)
            throw new ArgumentOutOfRangeException(nameof(dimensions), $"A metric has at most {EmfRules.MaxDimensions} dimensions.");
        if (all.ContainsKey(name))
            throw new ArgumentException($"{name} is a dimension's name already.", nameof(name));
        if (nameSpace is not null)
            EmfRules.CheckNamespace(nameSpace);
        lock (_lock)
            _write(new EmfDocument(_time.GetUtcNow(), nameSpace ?? Namespaced(), [.. all], [new Metric(name, unit, resolution, [value])], []).ToLine());
    }

    void IMetrics.Flush(bool metricsOverflow)
    {
        lock (_lock)
        {
            if (_metrics.Count == 0 && _raiseOnEmptyMetrics)
                throw new SchemaValidationException("No metric was added before the flush.");
            Write(metricsOverflow);
        }
    }

    private void Write(bool keepDimensions)
    {
        if (_metrics.Count > 0)
        {
            var dimensions = new OrderedDictionary<string, string>(_defaultDimensions, StringComparer.Ordinal);
            foreach (var (key, value) in _dimensions)
                dimensions[key] = value;
            _write(new EmfDocument(_time.GetUtcNow(), Namespaced(), [.. dimensions], [.. _metrics.Values], [.. _metadata]).ToLine());
        }
        _metrics.Clear();
        _metadata.Clear();
        if (!keepDimensions)
            _dimensions.Clear();
    }

    private string Namespaced() => _namespace
        ?? throw new SchemaValidationException("There is no namespace; set POWERTOOLS_METRICS_NAMESPACE or call SetNamespace.");

    private void SetDefault(string key, string value)
    {
        if (!_dimensions.ContainsKey(key) && !_defaultDimensions.ContainsKey(key))
            CheckNewDimension(key);
        _defaultDimensions[key] = value;
    }

    private void CheckNewDimension(string key)
    {
        CheckFree(key);
        if (_dimensions.Keys.Union(_defaultDimensions.Keys, StringComparer.Ordinal).Count() >= EmfRules.MaxDimensions)
            throw new ArgumentOutOfRangeException(nameof(key), $"A metric has at most {EmfRules.MaxDimensions} dimensions; {key} is one more.");
    }

    /// <summary>Dimensions, metrics and metadata are all members of the same object, so that no two may have a name in common.</summary>
    private void CheckFree(string key, bool isMetric = false)
    {
        if (_dimensions.ContainsKey(key) || _defaultDimensions.ContainsKey(key) || _metadata.ContainsKey(key)
            || (!isMetric && _metrics.ContainsKey(key)))
        {
            throw new ArgumentException($"{key} is the name of another dimension, metric or field already.", nameof(key));
        }
    }
}
