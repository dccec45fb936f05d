using System.Text.Json;
using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Runtime;

/// <summary>
/// CloudWatch's embedded metric format: a log line that is a JSON object with an _aws member makes metrics. A document that breaks the
/// specification stays a log line and makes none, without a word, as in AWS.
/// </summary>
internal static class EmbeddedMetrics
{
    private const int MaximumDimensions = 30;
    private const int MaximumMetrics = 100;
    private const int MaximumValues = 100;

    /// <summary>The metrics of a line, each value with the document's own time; nothing when the line is no valid document.</summary>
    public static IReadOnlyList<MetricSample> Read(string line)
    {
        if (!line.StartsWith('{') || !line.Contains("\"_aws\"", StringComparison.Ordinal))
            return [];
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentOutOfRangeException)
        {
            return [];
        }
    }

    private static List<MetricSample> Read(JsonElement root)
    {
        var metadata = root.GetProperty("_aws");
        var time = DateTimeOffset.FromUnixTimeMilliseconds(metadata.GetProperty("Timestamp").GetInt64());
        List<MetricSample> samples = [];
        foreach (var directive in metadata.GetProperty("CloudWatchMetrics").EnumerateArray())
        {
            var space = directive.GetProperty("Namespace").GetString()!;
            var metrics = Limited(directive.GetProperty("Metrics"), MaximumMetrics);
            foreach (var set in directive.GetProperty("Dimensions").EnumerateArray())
            {
                var dimensions = Dimensions(root, set);
                foreach (var metric in metrics)
                {
                    var name = metric.GetProperty("Name").GetString()!;
                    var unit = metric.TryGetProperty("Unit", out var u) ? u.GetString()! : "None";
                    var id = new MetricId(space, name, unit, dimensions);
                    samples.AddRange(Values(root.GetProperty(name)).Select(v => new MetricSample(id, time, v)));
                }
            }
        }

        return samples;
    }

    private static List<MetricDimension> Dimensions(JsonElement root, JsonElement set) =>
    [
        .. Limited(set, MaximumDimensions)
            .Select(d => d.GetString()!)
            .Order(StringComparer.Ordinal)
            .Select(d => root.GetProperty(d).GetString() is { Length: >= 1 and <= 1024 } value
                ? new MetricDimension(d, value)
                : throw new FormatException($"The dimension {d} must have 1 to 1024 characters.")),
    ];

    private static IEnumerable<double> Values(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? Limited(value, MaximumValues).Select(v => v.GetDouble())
        : [value.GetDouble()];

    private static List<JsonElement> Limited(JsonElement array, int maximum) => array.GetArrayLength() <= maximum
        ? [.. array.EnumerateArray()]
        : throw new FormatException($"{array.GetArrayLength()} elements; at most {maximum} are allowed.");
}

/// <summary>One value of a metric at a time.</summary>
public readonly record struct MetricSample(MetricId Metric, DateTimeOffset Time, double Value);
