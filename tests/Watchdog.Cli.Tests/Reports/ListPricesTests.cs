using Watchdog.Cli.Reports;
using Watchdog.Simulator;

namespace Watchdog.Cli.Tests.Reports;

public sealed class ListPricesTests
{
    [Theory]
    [InlineData("monitoring:GetMetricData", 7, 1_000, 0.01)]
    [InlineData("monitoring:ListMetrics", 1_000, 0, 0.01)]
    [InlineData("sqs:GetQueueAttributes", 1_000_000, 0, 0.40)]
    [InlineData("sns:Publish", 1_000_000, 0, 20.50)]
    [InlineData("dynamodb:Query", 1_000_000, 0, 0.125)]
    [InlineData("dynamodb:PutItem", 1_000_000, 0, 0.625)]
    [InlineData("dynamodb:TransactWriteItems", 1_000_000, 0, 2.5)]
    [InlineData("lambda:Invoke", 1_000_000, 0, 0.20)]
    [InlineData("lambda:ListFunctions", 1_000_000, 0, 0)]
    [InlineData("iam:SimulatePrincipalPolicy", 1_000_000, 0, 0)]
    public void Calls_cost_what_the_price_list_says(string call, long calls, long metrics, double usd)
    {
        Assert.Equal((decimal)usd, ListPrices.Of(call, new ApiUsage(calls, metrics)));
    }

    [Fact]
    public void One_metric_a_minute_is_43_cents_a_month()
    {
        var usage = new Dictionary<string, ApiUsage> { ["monitoring:GetMetricData"] = new(40, 40) };
        Assert.Equal(0.43m, ListPrices.PerMonth(usage, TimeSpan.FromMinutes(40)));
    }

    [Fact]
    public void No_time_costs_nothing()
    {
        Assert.Equal(0, ListPrices.PerMonth([], TimeSpan.Zero));
    }
}
