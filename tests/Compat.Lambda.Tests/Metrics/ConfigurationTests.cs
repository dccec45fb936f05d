using AWS.Lambda.Powertools.Metrics;
using StaticMetrics = AWS.Lambda.Powertools.Metrics.Metrics;

namespace Compat.Lambda.Tests.Metrics;

/// <summary>The one instance of the process, which only these tests touch.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void The_builder_configures_the_instance_that_the_static_members_use()
    {
        var built = new MetricsBuilder()
            .WithNamespace("Built")
            .WithService("builder")
            .WithRaiseOnEmptyMetrics(true)
            .WithDefaultDimensions(new() { ["Stack"] = "s" })
            .Build();

        Assert.Same(StaticMetrics.Instance, built);
        Assert.Equal(("Built", "builder"), (StaticMetrics.Namespace, StaticMetrics.Service));
        Assert.Equal(true, built.Options.RaiseOnEmptyMetrics);
        Assert.Equal(new() { ["Service"] = "builder", ["Stack"] = "s" }, StaticMetrics.DefaultDimensions);
        Assert.Throws<SchemaValidationException>(() => StaticMetrics.Flush());

        StaticMetrics.Configure(o => o.Namespace = "Changed");
        Assert.Equal(("Changed", "builder"), (StaticMetrics.Namespace, StaticMetrics.Service));
    }
}
