using Amazon.CloudWatch.Model;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using Watchdog.Aws.Calls;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Calls;

public sealed class CallCostsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static MetricDataQuery Query(string id) => new()
    {
        Id = id,
        MetricStat = new MetricStat { Metric = new Metric { Namespace = "AWS/Lambda", MetricName = "Errors" }, Period = 60, Stat = "Sum" },
    };

    [Fact]
    public async Task GetMetricData_costs_by_the_metrics_that_it_asks_for()
    {
        await using var aws = new Responder(new Answer("{}"), new Answer("{}"));
        var costs = new CallCosts();
        using var cloudWatch = costs.Count(Clients.CloudWatch(aws.Url));
        await cloudWatch.GetMetricDataAsync(
            new() { MetricDataQueries = [Query("a"), Query("b"), Query("c")], StartTime = DateTime.UnixEpoch, EndTime = DateTime.UnixEpoch.AddHours(1) }, Token);
        Assert.Equal(0.00003m, costs.Total);
        await cloudWatch.ListMetricsAsync(new() { Namespace = "AWS/Lambda" }, Token);
        Assert.Equal(0.00004m, costs.Total);
    }

    [Fact]
    public async Task The_calls_of_all_clients_add_up_whatever_their_protocol()
    {
        await using var aws = new Responder(new Answer("{}"), new Answer("{}"), new Answer("{}"), new Answer("{}"));
        var costs = new CallCosts();
        using var sqs = costs.Count(new AmazonSQSClient(Clients.Credentials, Clients.For(new AmazonSQSConfig(), aws.Url)));
        using var dynamo = costs.Count(new AmazonDynamoDBClient(Clients.Credentials, Clients.For(new AmazonDynamoDBConfig(), aws.Url)));
        using var lambda = costs.Count(Clients.Lambda(aws.Url));
        using var events = costs.Count(Clients.EventBridge(aws.Url));
        await sqs.GetQueueAttributesAsync("https://sqs.us-east-1.amazonaws.com/123456789012/work", ["All"], Token);
        await dynamo.GetItemAsync(new() { TableName = "t", Key = new() { ["pk"] = new() { S = "a" } } }, Token);
        await lambda.ListFunctionsAsync(new(), Token);
        await events.PutEventsAsync(new() { Entries = [new() { Source = "a", DetailType = "b", Detail = "{}" }] }, Token);
        Assert.Equal(0.0000004m + 0.000000125m + 0 + 0.000001m, costs.Total);
    }
}
