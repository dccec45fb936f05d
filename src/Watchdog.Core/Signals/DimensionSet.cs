using System.Collections.Immutable;

namespace Watchdog.Core.Signals;

/// <summary>
/// The exact set of dimensions that a metric is known by. CloudWatch never adds sets up: what is published under FunctionName and Resource
/// is not found under FunctionName alone, unless it was published there too.
/// </summary>
public sealed class DimensionSet : IEquatable<DimensionSet>
{
    private readonly string _key;

    private DimensionSet(ImmutableArray<MetricDimension> items)
    {
        Items = items;
        _key = string.Join('\n', items.Select(d => $"{d.Name}={d.Value}"));
    }

    /// <summary>No dimension: a metric of the whole account.</summary>
    public static DimensionSet None { get; } = new([]);

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<MetricDimension> Items { get; }

    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public static DimensionSet Of(params ReadOnlySpan<MetricDimension> dimensions)
    {
        ImmutableArray<MetricDimension> sorted = [.. dimensions.ToArray().OrderBy(d => d.Name, StringComparer.Ordinal)];
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Name == sorted[i - 1].Name)
                throw new ArgumentException($"The dimension {sorted[i].Name} is given twice.", nameof(dimensions));
        return sorted.IsEmpty ? None : new DimensionSet(sorted);
    }

    /// <returns>Null when the set does not have the dimension.</returns>
    public string? Find(string name) => Items.FirstOrDefault(d => d.Name == name)?.Value;

    public bool Equals(DimensionSet? other) => other is not null && _key == other._key;

    public override bool Equals(object? obj) => Equals(obj as DimensionSet);

    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(", ", Items.Select(d => $"{d.Name} {d.Value}"));
}

public sealed record MetricDimension(string Name, string Value);
