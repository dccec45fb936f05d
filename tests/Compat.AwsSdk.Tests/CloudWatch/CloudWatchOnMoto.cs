using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.CloudWatch;

public sealed class CloudWatchOnMoto(MotoServer moto)
{
    private static readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;
    private static readonly DateTime _minute = new(_now.Year, _now.Month, _now.Day, _now.Hour, _now.Minute, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_point_that_was_put_comes_back_at_its_minute()
    {
        moto.Require();
        using var client = Clients.CloudWatch(moto.Url);
        var token = TestContext.Current.CancellationToken;
        List<Dimension> dimensions = [new() { Name = "FunctionName", Value = "orders" }];
        await client.PutMetricDataAsync(
            new PutMetricDataRequest
            {
                Namespace = "Compat/Points",
                MetricData = [new() { MetricName = "Errors", Dimensions = dimensions, Value = 3, Timestamp = _minute.AddMinutes(-2), Unit = StandardUnit.Count }],
            },
            token);
        var answer = await client.GetMetricDataAsync(
            new GetMetricDataRequest
            {
                MetricDataQueries = [new() { Id = "m0", MetricStat = new() { Metric = new() { Namespace = "Compat/Points", MetricName = "Errors", Dimensions = dimensions }, Period = 60, Stat = "Sum" } }],
                StartTime = _minute.AddMinutes(-5),
                EndTime = _minute,
                ScanBy = ScanBy.TimestampAscending,
            },
            token);
        var result = Assert.Single(answer.MetricDataResults!);
        Assert.Equal("m0", result.Id);
        Assert.Equal([3.0], result.Values!);
        Assert.Equal([_minute.AddMinutes(-2)], result.Timestamps!);
        Assert.Equal(DateTimeKind.Utc, result.Timestamps![0].Kind);
        Assert.Equal(StatusCode.Complete, result.StatusCode);
    }

    [Fact]
    public async Task A_metric_that_was_put_is_listed()
    {
        moto.Require();
        using var client = Clients.CloudWatch(moto.Url);
        var token = TestContext.Current.CancellationToken;
        await client.PutMetricDataAsync(
            new PutMetricDataRequest { Namespace = "Compat/List", MetricData = [new() { MetricName = "Heartbeat", Value = 1 }] }, token);
        var answer = await client.ListMetricsAsync(new ListMetricsRequest { Namespace = "Compat/List" }, token);
        Assert.Equal("Heartbeat", Assert.Single(answer.Metrics!).MetricName);
        Assert.Null(answer.NextToken);
    }

    [Fact]
    public async Task An_end_before_the_start_is_an_error_with_its_code()
    {
        moto.Require();
        using var client = Clients.CloudWatch(moto.Url);
        var error = await Assert.ThrowsAsync<AmazonCloudWatchException>(() => client.GetMetricDataAsync(
            new GetMetricDataRequest
            {
                MetricDataQueries = [new() { Id = "m0", MetricStat = new() { Metric = new() { Namespace = "N", MetricName = "M" }, Period = 60, Stat = "Sum" } }],
                StartTime = _minute,
                EndTime = _minute.AddMinutes(-1),
            },
            TestContext.Current.CancellationToken));
        Assert.Equal("ValidationError", error.ErrorCode);
        Assert.Contains("EndTime", error.Message, StringComparison.Ordinal);
    }
}
