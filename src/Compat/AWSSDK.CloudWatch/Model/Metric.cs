namespace Amazon.CloudWatch.Model;

/// <summary>A metric: a namespace, a name, and the exact set of dimensions.</summary>
public class Metric
{
    public string? Namespace { get; set; }

    public string? MetricName { get; set; }

    /// <summary>At most 30. None means the metric that has none, not all of that name.</summary>
    public List<Dimension>? Dimensions { get; set; }
}

public class Dimension
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>Selects metrics that have a dimension, and that value of it where one is given.</summary>
public class DimensionFilter
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
