using System.Text.Json;

namespace Compat.Lambda.Tests.Support;

/// <summary>The rules of the embedded metric format as CloudWatch's specification states them, written apart from the code that they judge.</summary>
internal static class EmfSpecification
{
    private static readonly string[] s_units =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits",
        "Megabits", "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second",
        "Gigabytes/Second", "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second",
        "Terabits/Second", "Count/Second", "None",
    ];

    /// <summary>Checks a document, and says what metrics CloudWatch makes of it.</summary>
    /// <returns>One entry for each value of each metric in each set of dimensions.</returns>
    public static List<(string Namespace, string Name, string Unit, string Dimensions, double Value)> MetricsOf(string line)
    {
        Assert.DoesNotContain('\n', line);
        using var document = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var root = document.RootElement;
        var aws = root.GetProperty("_aws");
        Assert.True(aws.GetProperty("Timestamp").TryGetInt64(out var timestamp) && timestamp >= 0, "Timestamp is no whole number");
        Assert.True(line.Length < 256 * 1024, "The document is larger than 256 KB");
        var found = new List<(string, string, string, string, double)>();
        foreach (var directive in aws.GetProperty("CloudWatchMetrics").EnumerateArray())
        {
            var nameSpace = directive.GetProperty("Namespace").GetString()!;
            Assert.InRange(nameSpace.Length, 1, 1024);
            var sets = directive.GetProperty("Dimensions").EnumerateArray().Select(set => DimensionsOf(root, set)).ToList();
            Assert.NotEmpty(sets);
            var metrics = directive.GetProperty("Metrics").EnumerateArray().ToList();
            Assert.InRange(metrics.Count, 1, 100);
            foreach (var metric in metrics)
            {
                var (name, unit) = DefinitionOf(metric);
                found.AddRange(
                    from set in sets
                    from value in ValuesOf(root, name)
                    select (nameSpace, name, unit, set, value));
            }
        }
        return found;
    }

    private static string DimensionsOf(JsonElement root, JsonElement set)
    {
        var keys = set.EnumerateArray().Select(k => k.GetString()!).ToList();
        Assert.InRange(keys.Count, 0, 30);
        Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
        return string.Join(",", keys.Select(key =>
        {
            Assert.InRange(key.Length, 1, 250);
            var value = root.GetProperty(key);
            Assert.Equal(JsonValueKind.String, value.ValueKind);
            Assert.InRange(value.GetString()!.Length, 1, 1024);
            return $"{key}={value.GetString()}";
        }));
    }

    private static (string Name, string Unit) DefinitionOf(JsonElement metric)
    {
        var name = metric.GetProperty("Name").GetString()!;
        Assert.InRange(name.Length, 1, 1024);
        var unit = metric.TryGetProperty("Unit", out var u) ? u.GetString()! : "None";
        Assert.Contains(unit, s_units);
        if (metric.TryGetProperty("StorageResolution", out var resolution))
            Assert.Contains(resolution.GetInt32(), new[] { 1, 60 });
        return (name, unit);
    }

    private static double[] ValuesOf(JsonElement root, string name)
    {
        var target = root.GetProperty(name);
        if (target.ValueKind == JsonValueKind.Number)
            return [target.GetDouble()];
        Assert.Equal(JsonValueKind.Array, target.ValueKind);
        Assert.InRange(target.GetArrayLength(), 1, 100);
        return [.. target.EnumerateArray().Select(v => v.GetDouble())];
    }
}
