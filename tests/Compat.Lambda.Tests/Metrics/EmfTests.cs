using System.Text;
using System.Text.Json;
using AWS.Lambda.Powertools.Metrics;
using Compat.Lambda.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Compat.Lambda.Tests.Metrics;

/// <summary>What is written, judged by the rules of the specification.</summary>
public sealed class EmfTests
{
    private readonly List<string> _writes = [];

    [Fact]
    public void Metrics_dimensions_and_fields_make_one_document()
    {
        var metrics = Metrics("Watchdog", "queues");
        metrics.AddDimension("Kind", "queue");
        metrics.AddMetric("Backlog", 12, MetricUnit.Count);
        metrics.AddMetric("Backlog", 40.5, MetricUnit.Count);
        metrics.AddMetric("Rate", 0.25, MetricUnit.BytesPerSecond, MetricResolution.High);
        metrics.AddMetadata("queue", "orders \"ü\"\n");
        metrics.Flush();

        var line = Assert.Single(_writes);
        Assert.EndsWith("}\n", line, StringComparison.Ordinal);
        Assert.Equal(
            [
                ("Watchdog", "Backlog", "Count", "Service=queues,Kind=queue", 12),
                ("Watchdog", "Backlog", "Count", "Service=queues,Kind=queue", 40.5),
                ("Watchdog", "Rate", "Bytes/Second", "Service=queues,Kind=queue", 0.25),
            ],
            EmfSpecification.MetricsOf(line.TrimEnd('\n')));
        using var document = JsonDocument.Parse(line);
        Assert.Equal("orders \"ü\"\n", document.RootElement.GetProperty("queue").GetString());
        Assert.Equal(1768478400000, document.RootElement.GetProperty("_aws").GetProperty("Timestamp").GetInt64());
    }

    [Fact]
    public void Without_dimensions_there_is_one_empty_set()
    {
        var metrics = Metrics("Watchdog");
        metrics.AddMetric("Ticks", 1, MetricUnit.Count);
        metrics.Flush();

        Assert.Contains("\"Dimensions\":[[]]", Assert.Single(_writes), StringComparison.Ordinal);
        Assert.Equal([("Watchdog", "Ticks", "Count", "", 1)], Found());
    }

    [Fact]
    public void Every_unit_is_one_that_CloudWatch_knows()
    {
        var metrics = Metrics("Watchdog");
        foreach (var unit in Enum.GetValues<MetricUnit>())
            metrics.AddMetric($"In{unit}", 1, unit);
        metrics.Flush();

        Assert.Equal(27, Found().Select(m => m.Unit).Distinct().Count());
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(250, 3)]
    public void A_document_holds_a_hundred_metrics_and_the_next_has_the_same_dimensions(int count, int documents)
    {
        var metrics = Metrics("Watchdog");
        metrics.AddDimension("Kind", "queue");
        for (var i = 0; i < count; i++)
            metrics.AddMetric($"M{i}", i);
        metrics.Flush();

        Assert.Equal(documents, _writes.Count);
        Assert.Equal(Enumerable.Range(0, count).Select(i => ("Watchdog", $"M{i}", "None", "Kind=queue", (double)i)), Found());
    }

    [Fact]
    public void A_metric_holds_a_hundred_values()
    {
        var metrics = Metrics("Watchdog");
        for (var i = 0; i < 201; i++)
            metrics.AddMetric("Age", i, MetricUnit.Seconds);
        metrics.Flush();

        Assert.Equal(3, _writes.Count);
        Assert.Equal(Enumerable.Range(0, 201).Select(i => (double)i), Found().Select(m => m.Value));
    }

    [Fact]
    public void A_flush_forgets_metrics_fields_and_dimensions_but_not_the_default_ones()
    {
        var metrics = Metrics("Watchdog");
        metrics.SetDefaultDimensions(new() { ["Stack"] = "watchdog" });
        metrics.AddDimension("Kind", "queue");
        metrics.AddMetadata("note", 1);
        metrics.AddMetric("A", 1);
        metrics.Flush();
        metrics.AddMetric("B", 2);
        metrics.Flush();

        Assert.Equal([("Watchdog", "A", "None", "Stack=watchdog,Kind=queue", 1), ("Watchdog", "B", "None", "Stack=watchdog", 2)], Found());
        Assert.DoesNotContain("note", _writes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_metric_has_its_own_dimensions_and_leaves_what_is_collected()
    {
        var metrics = Metrics("Watchdog", "queues");
        metrics.AddMetric("Collected", 1);
        metrics.PushSingleMetric("Tick", 3, MetricUnit.Count, "Other", dimensions: new() { ["Function"] = "f" });
        metrics.Flush();

        Assert.Equal([("Other", "Tick", "Count", "Function=f", 3), ("Watchdog", "Collected", "None", "Service=queues", 1)], Found());
    }

    [Fact]
    public void Fields_are_written_as_what_they_are()
    {
        var metrics = Metrics("Watchdog");
        metrics.AddMetric("A", 1);
        metrics.AddMetadata("flag", true);
        metrics.AddMetadata("number", 5L);
        metrics.AddMetadata("nothing", null);
        metrics.AddMetadata("nan", double.NaN);
        metrics.AddMetadata("list", new[] { "a", "b" });
        metrics.AddMetadata("duration", TimeSpan.FromSeconds(90));
        metrics.Flush();

        Assert.EndsWith(
            "\"A\":1,\"flag\":true,\"number\":5,\"nothing\":null,\"nan\":\"NaN\",\"list\":[\"a\",\"b\"],\"duration\":\"00:01:30\"}\n",
            Assert.Single(_writes),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_for_nothing_unless_that_is_an_error()
    {
        var metrics = Metrics("Watchdog");
        metrics.AddMetadata("note", 1);
        metrics.Flush();
        Assert.Empty(_writes);

        metrics.SetRaiseOnEmptyMetrics(true);
        Assert.Throws<SchemaValidationException>(() => metrics.Flush());
    }

    [Fact]
    public void Without_a_namespace_the_flush_is_an_error_and_loses_nothing()
    {
        var metrics = Metrics(nameSpace: null);
        metrics.AddMetric("A", 1);

        Assert.Contains("POWERTOOLS_METRICS_NAMESPACE", Assert.Throws<SchemaValidationException>(() => metrics.Flush()).Message, StringComparison.Ordinal);
        metrics.SetNamespace("Late");
        metrics.Flush();

        Assert.Equal([("Late", "A", "None", "", 1)], Found());
    }

    [Fact]
    public void Metrics_added_by_several_threads_are_all_written()
    {
        var metrics = Metrics("Watchdog");

        Parallel.For(0, 1000, i => metrics.AddMetric($"M{i % 150}", i));
        metrics.Flush();

        Assert.Equal(Enumerable.Range(0, 1000).Sum(i => (double)i), Found().Sum(m => m.Value));
        Assert.Equal(1000, Found().Count);
    }

    private List<(string Namespace, string Name, string Unit, string Dimensions, double Value)> Found() =>
        [.. _writes.SelectMany(w => EmfSpecification.MetricsOf(w.TrimEnd('\n')))];

    internal IMetrics Metrics(string? nameSpace, string? service = null) => new AWS.Lambda.Powertools.Metrics.Metrics(
        new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1768478400000)),
        line => _writes.Add(Encoding.UTF8.GetString(line.Span)),
        name => name switch
        {
            "POWERTOOLS_METRICS_NAMESPACE" => nameSpace,
            "POWERTOOLS_SERVICE_NAME" => service,
            _ => null,
        });
}
