using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.CloudWatch;

public sealed class CloudWatchRequests
{
    [Fact]
    public async Task GetMetricData_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer("{}"));
        await Clients.CloudWatch(aws.Url).GetMetricDataAsync(
            new GetMetricDataRequest
            {
                MetricDataQueries =
                [
                    new() { Id = "e0", MetricStat = new() { Metric = new() { Namespace = "AWS/Lambda", MetricName = "Errors", Dimensions = [new() { Name = "FunctionName", Value = "orders" }] }, Period = 60, Stat = "Sum" }, ReturnData = true },
                    new() { Id = "e1", Expression = "e0 * 2", Label = "twice \u00e4", Period = 60 },
                ],
                StartTime = new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc),
                EndTime = new DateTime(2026, 1, 15, 12, 10, 0, DateTimeKind.Utc),
                ScanBy = ScanBy.TimestampAscending,
                NextToken = "t",
            },
            TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync("cloudwatch", "GetMetricData", "json", """
            {"MetricDataQueries": [
               {"Id": "e0", "MetricStat": {"Metric": {"Namespace": "AWS/Lambda", "MetricName": "Errors", "Dimensions": [{"Name": "FunctionName", "Value": "orders"}]}, "Period": 60, "Stat": "Sum"}, "ReturnData": true},
               {"Id": "e1", "Expression": "e0 * 2", "Label": "twice ä", "Period": 60}],
             "StartTime": "2026-01-15T12:00:00Z", "EndTime": "2026-01-15T12:10:00Z", "ScanBy": "TimestampAscending", "NextToken": "t"}
            """, aws.Request);
    }

    [Fact]
    public async Task ListMetrics_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer("{}"));
        await Clients.CloudWatch(aws.Url).ListMetricsAsync(
            new ListMetricsRequest { Namespace = "AWS/SQS", Dimensions = [new() { Name = "QueueName" }], RecentlyActive = RecentlyActive.PT3H },
            TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync(
            "cloudwatch", "ListMetrics", "json", """{"Namespace": "AWS/SQS", "Dimensions": [{"Name": "QueueName"}], "RecentlyActive": "PT3H"}""", aws.Request);
    }

    [Fact]
    public async Task PutMetricData_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer(""));
        await Clients.CloudWatch(aws.Url).PutMetricDataAsync(
            new PutMetricDataRequest
            {
                Namespace = "Watchdog",
                MetricData = [new() { MetricName = "Heartbeat", Value = 1.5, Unit = StandardUnit.CountSecond, Timestamp = new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc), StorageResolution = 60 }],
            },
            TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync(
            "cloudwatch",
            "PutMetricData",
            "json",
            """{"Namespace": "Watchdog", "MetricData": [{"MetricName": "Heartbeat", "Value": 1.5, "Unit": "Count/Second", "Timestamp": "2026-01-15T12:00:00Z", "StorageResolution": 60}]}""",
            aws.Request);
    }
}
