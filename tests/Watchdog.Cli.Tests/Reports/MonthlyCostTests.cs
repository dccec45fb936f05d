using Watchdog.Cli.Reports;
using Watchdog.Simulator;

namespace Watchdog.Cli.Tests.Reports;

public sealed class MonthlyCostTests
{
    [Fact]
    public void One_metric_a_minute_is_43_cents_a_month()
    {
        var usage = new Dictionary<string, ApiUsage> { ["monitoring:GetMetricData"] = new(40, 40) };
        Assert.Equal(0.43m, MonthlyCost.Of(usage, TimeSpan.FromMinutes(40)));
    }

    [Fact]
    public void No_time_costs_nothing()
    {
        Assert.Equal(0, MonthlyCost.Of([], TimeSpan.Zero));
    }
}
