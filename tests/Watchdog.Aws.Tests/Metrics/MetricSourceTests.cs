using System.Text.Json.Nodes;
using Amazon.CloudWatch.Model;
using Watchdog.Aws.Metrics;
using Watchdog.Core.Signals;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Metrics;

public sealed class MetricSourceTests(MotoServer moto)
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow _window = new(_noon, _noon.AddMinutes(5));

    [Fact]
    public async Task Points_are_put_into_their_minutes_and_missing_minutes_stay_missing()
    {
        moto.Require();
        using var cloudWatch = Clients.CloudWatch(moto.Url);
        var token = TestContext.Current.CancellationToken;
        var window = TimeWindow.Last(5, TimeProvider.System.GetUtcNow());
        // Named unlike AWS's own, which CloudWatch does not let anybody write.
        var ofOrders = new MetricQuery("Metrics/Points", "Errors", "Sum", DimensionSet.Of(new MetricDimension("FunctionName", "orders")));
        var ofAccount = new MetricQuery("Metrics/Points", "Claimed", "Maximum", DimensionSet.None);
        var ofNobody = new MetricQuery("Metrics/Points", "Errors", "Sum", DimensionSet.Of(new MetricDimension("FunctionName", "nobody")));
        await Put(ofOrders, window.Start.AddMinutes(1), 2);
        await Put(ofOrders, window.Start.AddMinutes(1), 3);
        await Put(ofOrders, window.Start.AddMinutes(4), 7);
        await Put(ofOrders, window.End, 99);
        await Put(ofAccount, window.Start, 11);

        var series = await new MetricSource(cloudWatch).ReadAsync([ofOrders, ofAccount, ofNobody], window, token);
        Assert.Equal([null, 5, null, null, 7], Points(series[ofOrders]));
        Assert.Equal([11, null, null, null, null], Points(series[ofAccount]));
        Assert.Equal(0, series[ofNobody].Count);

        Task Put(MetricQuery query, DateTimeOffset time, double value) => cloudWatch.PutMetricDataAsync(
            new PutMetricDataRequest
            {
                Namespace = query.Namespace,
                MetricData =
                [
                    new()
                    {
                        MetricName = query.Metric,
                        Dimensions = [.. query.Dimensions.Items.Select(d => new Dimension { Name = d.Name, Value = d.Value })],
                        Timestamp = time.UtcDateTime,
                        Value = value,
                    },
                ],
            },
            token);
    }

    [Fact]
    public async Task More_than_500_queries_are_asked_in_several_requests()
    {
        await using var aws = new Responder(Enumerable.Repeat(new Answer("""{"MetricDataResults":[{"Id":"m0","Timestamps":[1768478400],"Values":[4],"StatusCode":"Complete"}]}"""), 3).ToArray());
        var queries = Enumerable.Range(0, 1001).Select(i => LambdaMetrics.Errors($"f{i}")).ToList();
        var series = await new MetricSource(Clients.CloudWatch(aws.Url)).ReadAsync(queries, _window, TestContext.Current.CancellationToken);

        Assert.Equal([500, 500, 1], aws.Requests.Select(r => JsonNode.Parse(r.Body)!["MetricDataQueries"]!.AsArray().Count));
        Assert.Equal(1001, series.Count);
        // The first of each request has a point; Ids begin anew in each.
        Assert.Equal(["f0", "f1000", "f500"], series.Where(s => s.Value.Last == 4).Select(s => s.Key.Dimensions.Find("FunctionName")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_series_over_two_pages_is_put_together()
    {
        await using var aws = new Responder(
            new("""{"MetricDataResults":[{"Id":"m0","Timestamps":[1768478400],"Values":[1],"StatusCode":"PartialData"},{"Id":"m1","Timestamps":[1768478400],"Values":[9],"StatusCode":"Complete"}],"NextToken":"t"}"""),
            new("""{"MetricDataResults":[{"Id":"m0","Timestamps":[1768478460],"Values":[2],"StatusCode":"Complete"}]}"""));
        var series = await Read(aws, LambdaMetrics.Errors("a"), LambdaMetrics.Errors("b"));
        Assert.Equal([1, 2, null, null, null], Points(series[LambdaMetrics.Errors("a")]));
        Assert.Equal([9, null, null, null, null], Points(series[LambdaMetrics.Errors("b")]));
        Assert.Equal("t", (string?)JsonNode.Parse(aws.Request.Body)!["NextToken"]);
    }

    [Fact]
    public async Task Partial_data_without_a_token_has_the_points_that_are_there()
    {
        await using var aws = new Responder(new Answer("""{"MetricDataResults":[{"Id":"m0","Timestamps":[1768478520],"Values":[1],"StatusCode":"PartialData"}]}"""));
        var series = await Read(aws, LambdaMetrics.Errors("a"));
        Assert.Equal([null, null, 1, null, null], Points(series[LambdaMetrics.Errors("a")]));
    }

    [Theory]
    [InlineData("Forbidden")]
    [InlineData("InternalError")]
    public async Task A_series_that_could_not_be_read_is_an_error_that_names_it(string status)
    {
        await using var aws = new Responder(new Answer($$"""{"MetricDataResults":[{"Id":"m0","StatusCode":"{{status}}","Messages":[{"Code":"c","Value":"why"}]}]}"""));
        var error = await Assert.ThrowsAsync<MetricsUnavailableException>(() => Read(aws, LambdaMetrics.Errors("a")));
        Assert.Equal($"CloudWatch answered {status} for Sum of AWS/Lambda Errors of FunctionName a; c: why.", error.Message);
    }

    [Fact]
    public async Task The_request_has_the_window_a_period_of_a_minute_and_asks_for_the_oldest_first()
    {
        await using var aws = new Responder(new Answer("""{"MetricDataResults":[]}"""));
        await Read(aws, LambdaMetrics.Invocations());
        await BotocoreJudge.AgreesAsync("cloudwatch", "GetMetricData", "json", """
            {"MetricDataQueries": [{"Id": "m0", "MetricStat": {"Metric": {"Namespace": "AWS/Lambda", "MetricName": "Invocations"}, "Period": 60, "Stat": "Sum"}, "ReturnData": true}],
             "StartTime": "2026-01-15T12:00:00Z", "EndTime": "2026-01-15T12:05:00Z", "ScanBy": "TimestampAscending"}
            """, aws.Request);
    }

    [Fact]
    public async Task The_same_query_twice_is_asked_once_and_an_empty_window_not_at_all()
    {
        await using var aws = new Responder(new Answer("""{"MetricDataResults":[]}"""));
        Assert.Single(await Read(aws, LambdaMetrics.Errors("a"), LambdaMetrics.Errors("a")));
        Assert.Single(JsonNode.Parse(aws.Request.Body)!["MetricDataQueries"]!.AsArray());
        var empty = await new MetricSource(Clients.CloudWatch(aws.Url)).ReadAsync(
            [LambdaMetrics.Errors("a")], new TimeWindow(_noon, _noon), TestContext.Current.CancellationToken);
        Assert.Equal(0, empty[LambdaMetrics.Errors("a")].Length);
        Assert.Single(aws.Requests);
    }

    private static Task<IReadOnlyDictionary<MetricQuery, Series>> Read(Responder aws, params MetricQuery[] queries) =>
        new MetricSource(Clients.CloudWatch(aws.Url)).ReadAsync(queries, _window, TestContext.Current.CancellationToken);

    private static IEnumerable<double?> Points(Series series) => Enumerable.Range(0, series.Length).Select(i => series[i]);
}
