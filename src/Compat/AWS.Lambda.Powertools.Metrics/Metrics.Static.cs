namespace AWS.Lambda.Powertools.Metrics;

public partial class Metrics
{
    private static readonly Lazy<IMetrics> s_instance = new(() =>
        new Metrics(TimeProvider.System, WriteToStandardOutput, Environment.GetEnvironmentVariable));

    /// <summary>The process's metrics.</summary>
    public static IMetrics Instance => s_instance.Value;

    public static string? Namespace => Instance.Options.Namespace;

    public static string? Service => Instance.Options.Service;

    public static Dictionary<string, string>? DefaultDimensions => Instance.Options.DefaultDimensions;

    /// <summary>Changes the settings that the action gives a value to.</summary>
    public static IMetrics Configure(Action<MetricsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new MetricsOptions();
        configure(options);
        if (!string.IsNullOrEmpty(options.Namespace))
            Instance.SetNamespace(options.Namespace);
        if (!string.IsNullOrEmpty(options.Service))
            Instance.SetService(options.Service);
        if (options.RaiseOnEmptyMetrics is { } raise)
            Instance.SetRaiseOnEmptyMetrics(raise);
        if (options.DefaultDimensions is { } dimensions)
            Instance.SetDefaultDimensions(dimensions);
        return Instance;
    }

    /// <inheritdoc cref="IMetrics.AddMetric"/>
    public static void AddMetric(
        string key, double value, MetricUnit unit = MetricUnit.None, MetricResolution resolution = MetricResolution.Default) =>
        Instance.AddMetric(key, value, unit, resolution);

    /// <inheritdoc cref="IMetrics.AddDimension"/>
    public static void AddDimension(string key, string value) => Instance.AddDimension(key, value);

    /// <inheritdoc cref="IMetrics.AddMetadata"/>
    public static void AddMetadata(string key, object? value) => Instance.AddMetadata(key, value);

    /// <inheritdoc cref="IMetrics.SetNamespace"/>
    public static void SetNamespace(string nameSpace) => Instance.SetNamespace(nameSpace);

    /// <inheritdoc cref="IMetrics.SetDefaultDimensions"/>
    public static void SetDefaultDimensions(Dictionary<string, string> defaultDimensions) => Instance.SetDefaultDimensions(defaultDimensions);

    /// <inheritdoc cref="IMetrics.ClearDefaultDimensions"/>
    public static void ClearDefaultDimensions() => Instance.ClearDefaultDimensions();

    /// <inheritdoc cref="IMetrics.PushSingleMetric"/>
    public static void PushSingleMetric(
        string name,
        double value,
        MetricUnit unit,
        string? nameSpace = null,
        string? service = null,
        Dictionary<string, string>? dimensions = null,
        MetricResolution resolution = MetricResolution.Default) =>
        Instance.PushSingleMetric(name, value, unit, nameSpace, service, dimensions, resolution);

    /// <inheritdoc cref="IMetrics.Flush"/>
    public static void Flush(bool metricsOverflow = false) => Instance.Flush(metricsOverflow);

    /// <summary>
    /// Past <see cref="Console.Out"/>, whose writer hands on a long line in pieces, between which another thread's line could fall; a document
    /// in two pieces is no metric. What is still in that writer goes first.
    /// </summary>
    private static void WriteToStandardOutput(ReadOnlyMemory<byte> line)
    {
        Console.Out.Flush();
        using var output = Console.OpenStandardOutput();
        output.Write(line.Span);
        output.Flush();
    }
}
