using Watchdog.Core.Costs;

namespace Watchdog.Core.Tests.Costs;

public class ListPricesTests
{
    [Theory]
    [InlineData("monitoring:GetMetricData", 7, 1_000, 0.01)]
    [InlineData("monitoring:ListMetrics", 1_000, 0, 0.01)]
    [InlineData("sqs:GetQueueAttributes", 1_000_000, 0, 0.40)]
    [InlineData("sns:Publish", 1_000_000, 0, 20.50)]
    [InlineData("events:PutEvents", 1_000_000, 0, 1)]
    [InlineData("events:DisableRule", 1_000_000, 0, 0)]
    [InlineData("dynamodb:Query", 1_000_000, 0, 0.125)]
    [InlineData("dynamodb:GetItem", 1_000_000, 0, 0.125)]
    [InlineData("dynamodb:PutItem", 1_000_000, 0, 0.625)]
    [InlineData("dynamodb:TransactWriteItems", 1_000_000, 0, 2.5)]
    [InlineData("lambda:Invoke", 1_000_000, 0, 0.20)]
    [InlineData("lambda:ListFunctions", 1_000_000, 0, 0)]
    [InlineData("iam:SimulatePrincipalPolicy", 1_000_000, 0, 0)]
    [InlineData("kinesis:DescribeStreamSummary", 1_000_000, 0, 0)]
    public void Calls_cost_what_the_price_list_says(string call, long calls, long metrics, double usd) =>
        Assert.Equal((decimal)usd, ListPrices.Of(call, calls, metrics));
}
