using System.Text.Json.Nodes;
using Watchdog.Aws.Alarms;
using Watchdog.Aws.Tests.Support;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Alarms;

public sealed class AlarmControlTests(MotoServer moto)
{
    private const string Topic = "arn:aws:sns:us-east-1:123456789012:watchdog";
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    private static ResourceAlarm Alarm(string stack, ResourceId resource, MetricQuery query) => new(
        AlarmNames.Of(new WatchdogStack(stack, "b"), resource, query.Metric), resource, "It fails.", query, TimeSpan.FromMinutes(5), 2_700.5, 3, 2);

    [Fact]
    public async Task What_was_put_is_read_as_it_was_until_somebody_changes_it()
    {
        moto.Require();
        using var cloudWatch = Clients.CloudWatch(moto.Url);
        var control = new AlarmControl(cloudWatch, "kept", Topic);
        var errors = Alarm("kept", ResourceId.Function("orders"), LambdaMetrics.Errors("orders"));
        var age = Alarm("kept", ResourceId.Queue("work"), QueueMetrics.AgeOfOldestMessage("work"));
        await control.PutAsync(errors, _token);
        await control.PutAsync(age, _token);
        Assert.Equal([errors, age], (await control.ReadAsync(_token)).OrderBy(a => a.Name, StringComparer.Ordinal));

        await AwsCli.RunAsync(
            moto.Url, "cloudwatch", "put-metric-alarm", "--alarm-name", age.Name, "--alarm-description", age.Description, "--namespace", "AWS/SQS",
            "--metric-name", "ApproximateAgeOfOldestMessage", "--dimensions", "Name=QueueName,Value=work", "--statistic", "Maximum", "--period", "300",
            "--threshold", "2700.5", "--evaluation-periods", "3", "--datapoints-to-alarm", "2", "--comparison-operator", "GreaterThanThreshold",
            "--treat-missing-data", "notBreaching", "--alarm-actions", Topic, "--ok-actions", Topic, "--no-actions-enabled");
        Assert.Equal([errors, age with { IsAltered = true }], (await control.ReadAsync(_token)).OrderBy(a => a.Name, StringComparer.Ordinal));
        await control.PutAsync(age, _token);
        Assert.Equal([errors, age], (await control.ReadAsync(_token)).OrderBy(a => a.Name, StringComparer.Ordinal));

        await control.DeleteAsync([errors.Name, age.Name, "kept-resource-queue-gone-Age"], _token);
        Assert.Empty(await control.ReadAsync(_token));
    }

    [Fact]
    public async Task The_aws_cli_shows_an_alarm_that_tells_the_topic_of_both_ways_and_takes_silence_for_health()
    {
        moto.Require();
        using var cloudWatch = Clients.CloudWatch(moto.Url);
        var alarm = Alarm("shown", ResourceId.Function("orders"), LambdaMetrics.LongestDuration("orders"));
        await new AlarmControl(cloudWatch, "shown", Topic).PutAsync(alarm, _token);
        var shown = Assert.Single((await AwsCli.RunAsync(moto.Url, "cloudwatch", "describe-alarms", "--alarm-names", alarm.Name))["MetricAlarms"]!.AsArray())!;
        Assert.Equal((true, Topic, Topic), ((bool)shown["ActionsEnabled"]!, (string?)shown["AlarmActions"]![0], (string?)shown["OKActions"]![0]));
        Assert.Equal(("GreaterThanThreshold", "notBreaching", "Maximum"), ((string?)shown["ComparisonOperator"], (string?)shown["TreatMissingData"], (string?)shown["Statistic"]));
        Assert.Equal((300, 2_700.5, 3, 2), ((int)shown["Period"]!, (double)shown["Threshold"]!, (int)shown["EvaluationPeriods"]!, (int)shown["DatapointsToAlarm"]!));
    }

    [Fact]
    public async Task Every_page_is_read_and_alarms_of_another_stack_are_not_among_them()
    {
        await using var aws = new Responder(
            new Answer("""{"MetricAlarms":[{"AlarmName":"s-resource-function-a-Errors"},{"AlarmName":"s-resource-resource-function-a-Errors"}],"NextToken":"t"}"""),
            new Answer("""{"MetricAlarms":[{"AlarmName":"s-resource-queue-b-Age"},{"AlarmName":"s-resource-budget"}]}"""));
        using var cloudWatch = Clients.CloudWatch(aws.Url);
        var alarms = await new AlarmControl(cloudWatch, "s", Topic).ReadAsync(_token);
        Assert.Equal(["s-resource-function-a-Errors", "s-resource-queue-b-Age"], alarms.Select(a => a.Name));
        Assert.Equal("""{"AlarmNamePrefix":"s-resource-","MaxRecords":100,"NextToken":"t"}""", aws.Request.Body);
    }

    public static TheoryData<string, string> Alterations => new()
    {
        { "ActionsEnabled", "false" },
        { "AlarmActions", "[]" },
        { "AlarmActions", $"""["{Topic}","{Topic}2"]""" },
        { "OKActions", $"""["{Topic}2"]""" },
        { "InsufficientDataActions", $"""["{Topic}"]""" },
        { "ComparisonOperator", "\"LessThanThreshold\"" },
        { "TreatMissingData", "\"breaching\"" },
        { "TreatMissingData", "null" },
        { "Unit", "\"Count\"" },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task Whatever_Watchdog_never_varies_is_seen_to_be_altered(string member, string value)
    {
        await using var aws = new Responder(new Answer(Answer(member, value)));
        using var cloudWatch = Clients.CloudWatch(aws.Url);
        Assert.True(Assert.Single(await new AlarmControl(cloudWatch, "s", Topic).ReadAsync(_token)).IsAltered);
    }

    [Theory]
    [InlineData("DatapointsToAlarm", "2")]
    [InlineData("DatapointsToAlarm", "null")]
    [InlineData("Statistic", "null")]
    [InlineData("Threshold", "null")]
    [InlineData("MetricName", "null")]
    [InlineData("Dimensions", "[]")]
    public async Task Whatever_else_somebody_changed_makes_it_another_alarm(string member, string value)
    {
        await using var aws = new Responder(new Answer(Answer("StateReason", "\"\"")), new Answer(Answer(member, value)));
        using var cloudWatch = Clients.CloudWatch(aws.Url);
        var control = new AlarmControl(cloudWatch, "s", Topic);
        var written = Assert.Single(await control.ReadAsync(_token));
        Assert.False(written.IsAltered);
        // All periods have to breach where nothing else is said; here three of three.
        Assert.Equal((member, value) is ("DatapointsToAlarm", "null"), written == Assert.Single(await control.ReadAsync(_token)));
    }

    [Fact]
    public async Task Names_are_deleted_a_hundred_at_a_time_and_one_that_has_gone_is_no_error()
    {
        await using var aws = new Responder(new Answer("""{"__type":"ResourceNotFound","message":"gone"}""", 404), new Answer(""));
        using var cloudWatch = Clients.CloudWatch(aws.Url);
        await new AlarmControl(cloudWatch, "s", Topic).DeleteAsync([.. Enumerable.Range(0, 150).Select(i => $"n{i}")], _token);
        Assert.Equal([100, 50], aws.Requests.Select(r => JsonNode.Parse(r.Body)!["AlarmNames"]!.AsArray().Count));
    }

    private static string Answer(string member, string value)
    {
        var alarm = JsonNode.Parse($$"""
            {"AlarmName":"s-resource-function-a-Errors","AlarmDescription":"It fails.","ActionsEnabled":true,"AlarmActions":["{{Topic}}"],"OKActions":["{{Topic}}"],
             "InsufficientDataActions":[],"Namespace":"AWS/Lambda","MetricName":"Errors","Dimensions":[{"Name":"FunctionName","Value":"a"}],"Statistic":"Sum","Period":60,
             "ComparisonOperator":"GreaterThanThreshold","Threshold":0,"EvaluationPeriods":3,"DatapointsToAlarm":3,"TreatMissingData":"notBreaching"}
            """)!;
        alarm[member] = JsonNode.Parse(value);
        return $$"""{"MetricAlarms":[{{alarm.ToJsonString()}}]}""";
    }
}
