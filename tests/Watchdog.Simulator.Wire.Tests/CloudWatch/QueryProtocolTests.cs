using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.CloudWatch;

/// <summary>The form of CloudWatch's older clients. The bytes are sent by hand; botocore's own parser for this protocol judges the answers.</summary>
public sealed class QueryProtocolTests
{
    private const string Query =
        "Action=GetMetricData&Version=2010-08-01&MetricDataQueries.member.1.Id=e&MetricDataQueries.member.1.MetricStat.Metric.Namespace=AWS%2FLambda"
        + "&MetricDataQueries.member.1.MetricStat.Metric.MetricName=Errors&MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name=FunctionName"
        + "&MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value=orders&MetricDataQueries.member.1.MetricStat.Period=60"
        + "&MetricDataQueries.member.1.MetricStat.Stat=Sum&MetricDataQueries.member.1.ReturnData=true"
        + "&StartTime=2026-01-05T07%3A00%3A00Z&EndTime=2026-01-05T09%3A00%3A00Z&ScanBy=TimestampAscending";

    [Fact]
    public async Task A_series_asked_for_by_form_is_read_by_a_parser_of_the_query_protocol()
    {
        await using var wire = await TestWire.StartAsync(new CloudWatchOptions(DataPointsPerPage: 2));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), wire.Account.Now);
        MetricSamples.Count(wire, "Errors", "orders", 3);
        var first = await RawClient.FormAsync(wire, "monitoring", Query);
        Assert.Equal((200, ""), (first.Status, first.Status == 200 ? "" : first.Body));
        var parsed = await ParseAsync(wire, "GetMetricData", first.Status, first.Body);

        var result = parsed["MetricDataResults"]![0]!;
        Assert.Equal("e", (string?)result["Id"]);
        Assert.Equal("Errors", (string?)result["Label"]);
        Assert.Equal("PartialData", (string?)result["StatusCode"]);
        Assert.Equal("[1.0,2.0]", result["Values"]!.ToJsonString());
        Assert.Equal("""["2026-01-05 07:00:00+00:00","2026-01-05 07:01:00+00:00"]""", Plain(result["Timestamps"]!));

        var second = await RawClient.FormAsync(wire, "monitoring", $"{Query}&NextToken={Uri.EscapeDataString((string)parsed["NextToken"]!)}");
        var rest = await ParseAsync(wire, "GetMetricData", second.Status, second.Body);
        Assert.Equal("[3.0]", rest["MetricDataResults"]![0]!["Values"]!.ToJsonString());
        Assert.Null(rest["NextToken"]);
    }

    [Fact]
    public async Task Both_protocols_give_the_same_answer()
    {
        await using var wire = await TestWire.StartAsync();
        MetricSamples.Count(wire, "Errors", "orders", 5);
        MetricSamples.Count(wire, "Invocations", "orders", 2);
        foreach (var (operation, form, json) in new[]
        {
            ("ListMetrics", "Namespace=AWS/Lambda", """{"Namespace":"AWS/Lambda"}"""),
            (
                "GetMetricStatistics",
                "Namespace=AWS/Lambda&MetricName=Errors&Period=300&StartTime=2026-01-05T07:00:00Z&EndTime=2026-01-05T08:00:00Z&Statistics.member.1=Sum&Statistics.member.2=Maximum"
                + "&Dimensions.member.1.Name=FunctionName&Dimensions.member.1.Value=orders",
                """
                {"Namespace":"AWS/Lambda","MetricName":"Errors","Period":300,"StartTime":1767596400,"EndTime":1767600000,"Statistics":["Sum","Maximum"],
                "Dimensions":[{"Name":"FunctionName","Value":"orders"}]}
                """),
            (
                "GetMetricStatistics",
                "Namespace=AWS/Lambda&MetricName=Errors&Period=300&StartTime=2026-01-05T07:00:00Z&EndTime=2026-01-05T08:00:00Z&ExtendedStatistics.member.1=p50"
                + "&Dimensions.member.1.Name=FunctionName&Dimensions.member.1.Value=orders",
                """
                {"Namespace":"AWS/Lambda","MetricName":"Errors","Period":300,"StartTime":1767596400,"EndTime":1767600000,"ExtendedStatistics":["p50"],
                "Dimensions":[{"Name":"FunctionName","Value":"orders"}]}
                """),
        })
        {
            var xml = await RawClient.FormAsync(wire, "monitoring", $"Action={operation}&Version=2010-08-01&{form}");
            var js = await RawClient.JsonAsync(wire, "monitoring", $"GraniteServiceVersion20100801.{operation}", json);
            var fromXml = await ParseAsync(wire, operation, xml.Status, xml.Body);
            var fromJson = await ParseAsync(wire, operation, js.Status, js.Body, "json");
            Assert.Equal(200, xml.Status);
            Assert.Equal(Plain(fromJson), Plain(fromXml));
        }
    }

    [Fact]
    public async Task Custom_metrics_can_be_put_by_form()
    {
        await using var wire = await TestWire.StartAsync();
        var answer = await RawClient.FormAsync(
            wire,
            "monitoring",
            "Action=PutMetricData&Version=2010-08-01&Namespace=Mine&MetricData.member.1.MetricName=One&MetricData.member.1.Value=2.5&MetricData.member.1.Unit=Seconds"
            + "&MetricData.member.1.Timestamp=2026-01-05T08%3A00%3A00Z&MetricData.member.2.MetricName=Two&MetricData.member.2.Values.member.1=1"
            + "&MetricData.member.2.Values.member.2=2&MetricData.member.2.Dimensions=");

        Assert.Equal((200, ""), (answer.Status, answer.Status == 200 ? "" : answer.Body));
        Assert.Equal(["One Seconds", "Two None"], wire.Account.Metrics.List().Select(m => $"{m.Name} {m.Unit}"));
    }

    [Theory]
    [InlineData("Action=GetMetricData&Version=2010-08-01", "MissingParameter")]
    [InlineData("Action=Explode&Version=2010-08-01", "InvalidAction")]
    [InlineData("Action=ListMetrics&Version=1999-01-01", "InvalidAction")]
    [InlineData("Version=2010-08-01", "MissingAction")]
    [InlineData("Action=ListMetrics&Version=2010-08-01&Dimensions.member.x.Name=a", "MalformedQueryString")]
    [InlineData("Action=ListMetrics&Version=2010-08-01&Namespace=a&Namespace.b=c", "MalformedQueryString")]
    [InlineData("Action=GetMetricStatistics&Version=2010-08-01&Namespace=a&MetricName=b&Period=sixty", "MalformedInput")]
    [InlineData("Action=PutMetricData&Version=2010-08-01&Namespace=AWS%2FEC2", "InvalidParameterValue")]
    public async Task Errors_are_XML_with_the_codes_of_the_query_protocol(string form, string code)
    {
        await using var wire = await TestWire.StartAsync();
        var answer = await RawClient.FormAsync(wire, "monitoring", form);
        var parsed = await ParseAsync(wire, "ListMetrics", answer.Status, answer.Body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(code, (string?)parsed["Error"]!["Code"]);
        Assert.Equal("Sender", (string?)parsed["Error"]!["Type"]);
    }

    /// <summary>What botocore's parser of that protocol makes of an answer.</summary>
    private static Task<JsonNode> ParseAsync(TestWire wire, string operation, int status, string body, string protocol = "query") => Boto.RunAsync(
        wire,
        $"""
        import botocore.session, botocore.parsers
        body = json.loads({System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Serialize(body))})
        model = botocore.session.get_session().get_service_model('cloudwatch').operation_model('{operation}')
        out = botocore.parsers.create_parser('{protocol}').parse(dict(status_code={status}, headers=dict(), body=body.encode()), model.output_shape)
        out.pop('ResponseMetadata', None)
        """);

    // A JSON number may leave out a fraction of zero, and Python keeps the difference.
    private static string Plain(JsonNode node) => node.ToJsonString().Replace(".0", "", StringComparison.Ordinal).Replace("\\u002B", "+", StringComparison.Ordinal);
}
