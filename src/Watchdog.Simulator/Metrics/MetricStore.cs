namespace Watchdog.Simulator.Metrics;

/// <summary>
/// CloudWatch's metrics: one statistic set per metric and minute, readable only once the minute's publishing delay has passed. Identity is
/// the exact set of dimensions.
/// </summary>
public sealed class MetricStore
{
    /// <summary>Adds samples to the minute of <paramref name="time"/>.</summary>
    public void Record(MetricId metric, DateTimeOffset time, double value, long samples = 1) => throw new NotImplementedException();

    /// <summary>What GetMetricData would give at <paramref name="now"/>: one point per period that has data which is readable by then.</summary>
    /// <param name="statistic">Sum, Average, Minimum, Maximum, SampleCount or pNN.</param>
    /// <param name="start">Inclusive. Points carry the start of their period.</param>
    /// <param name="end">Exclusive.</param>
    public IReadOnlyList<MetricPoint> Read(MetricId metric, string statistic, TimeSpan period, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <summary>All metrics that have data, in a stable order.</summary>
    public IReadOnlyList<MetricId> List() => throw new NotImplementedException();
}

/// <param name="Dimensions">In the order of their names.</param>
public sealed record MetricId(string Namespace, string Name, string Unit, params IReadOnlyList<MetricDimension> Dimensions)
{
    /// <summary>A key that is equal for equal metrics: a record's own equality would compare the list by reference. The unit is not part of it.</summary>
    public string Key => $"{Namespace}\n{Name}\n{string.Join('\n', Dimensions.Select(d => $"{d.Name}={d.Value}"))}";
}

public sealed record MetricDimension(string Name, string Value);

/// <param name="Start">The start of the period.</param>
public readonly record struct MetricPoint(DateTimeOffset Start, double Value);
