using AWS.Lambda.Powertools.Metrics;
using Microsoft.Extensions.Time.Testing;

namespace Compat.Lambda.Tests.Metrics;

/// <summary>CloudWatch drops a bad document without a word; here it is an error where the mistake is made.</summary>
public sealed class RefusalTests
{
    private readonly List<ReadOnlyMemory<byte>> _writes = [];
    private readonly IMetrics _metrics;

    public RefusalTests()
    {
        _metrics = new AWS.Lambda.Powertools.Metrics.Metrics(new FakeTimeProvider(), _writes.Add, _ => null);
        _metrics.SetNamespace("Watchdog");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    [InlineData(1e300)]
    public void A_value_that_is_no_amount_is_refused(double value)
    {
        Assert.Contains("A is ", Assert.Throws<ArgumentException>(() => _metrics.AddMetric("A", value)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _metrics.PushSingleMetric("A", value, MetricUnit.Count));
        _metrics.Flush();
        Assert.Empty(_writes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_name_is_refused(string? name)
    {
        Assert.Throws<ArgumentNullException>(() => _metrics.AddMetric(name!, 1));
        Assert.Throws<ArgumentNullException>(() => _metrics.AddDimension(name!, "v"));
        Assert.Throws<ArgumentNullException>(() => _metrics.AddDimension("Kind", name!));
        Assert.Throws<ArgumentNullException>(() => _metrics.AddMetadata(name!, 1));
        Assert.Throws<ArgumentNullException>(() => _metrics.PushSingleMetric(name!, 1, MetricUnit.Count));
    }

    [Theory]
    [InlineData(":Kind", "queue")]
    [InlineData("_aws", "queue")]
    [InlineData("Größe", "queue")]
    [InlineData("Kind", "Größe")]
    [InlineData("Kind", "two\nlines")]
    public void A_dimension_that_CloudWatch_does_not_take_is_refused(string key, string value)
    {
        Assert.Throws<ArgumentException>(() => _metrics.AddDimension(key, value));
        Assert.Throws<ArgumentException>(() => _metrics.SetDefaultDimensions(new() { [key] = value }));
        Assert.Throws<ArgumentException>(() => _metrics.PushSingleMetric("A", 1, MetricUnit.Count, dimensions: new() { [key] = value }));
    }

    [Fact]
    public void A_dimensions_value_may_have_1024_characters_and_no_more()
    {
        _metrics.AddDimension("Kind", new string('x', 1024));

        Assert.Throws<ArgumentException>(() => _metrics.AddDimension("Kind", new string('x', 1025)));
    }

    [Fact]
    public void A_31st_dimension_is_refused()
    {
        for (var i = 0; i < 30; i++)
            _metrics.AddDimension($"D{i}", "v");

        _metrics.AddDimension("D7", "another value");
        Assert.Throws<ArgumentOutOfRangeException>(() => _metrics.AddDimension("D30", "v"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _metrics.SetDefaultDimensions(new() { ["D30"] = "v" }));
    }

    [Fact]
    public void A_name_cannot_be_a_metric_and_a_dimension_or_a_field()
    {
        _metrics.AddMetric("M", 1);
        _metrics.AddDimension("D", "v");
        _metrics.AddMetadata("F", 1);

        Assert.Throws<ArgumentException>(() => _metrics.AddDimension("M", "v"));
        Assert.Throws<ArgumentException>(() => _metrics.AddDimension("F", "v"));
        Assert.Throws<ArgumentException>(() => _metrics.AddMetric("D", 1));
        Assert.Throws<ArgumentException>(() => _metrics.AddMetric("F", 1));
        Assert.Throws<ArgumentException>(() => _metrics.AddMetadata("M", 1));
        Assert.Throws<ArgumentException>(() => _metrics.PushSingleMetric("D", 1, MetricUnit.Count, dimensions: new() { ["D"] = "v" }));
    }

    [Fact]
    public void A_metric_has_one_unit()
    {
        _metrics.AddMetric("Age", 1, MetricUnit.Seconds);

        Assert.Throws<ArgumentException>(() => _metrics.AddMetric("Age", 1, MetricUnit.Milliseconds));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("Größe")]
    public void A_namespace_that_CloudWatch_does_not_take_is_refused(string name) =>
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => _metrics.SetNamespace(name)).Message, StringComparison.Ordinal);
}
