using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.CloudWatch;

public sealed class Alarms(MotoServer moto)
{
    private const string Topic = "arn:aws:sns:us-east-1:123456789012:alerts";
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    private static PutMetricAlarmRequest Request(string name) => new()
    {
        AlarmName = name,
        AlarmDescription = "It fails. \u00e4",
        ActionsEnabled = true,
        AlarmActions = [Topic],
        OKActions = [Topic],
        InsufficientDataActions = [],
        Namespace = "AWS/Lambda",
        MetricName = "Errors",
        Dimensions = [new() { Name = "FunctionName", Value = "orders" }],
        Statistic = Statistic.Sum,
        Period = 300,
        Unit = StandardUnit.Count,
        ComparisonOperator = ComparisonOperator.GreaterThanThreshold,
        Threshold = 0.5,
        EvaluationPeriods = 3,
        DatapointsToAlarm = 2,
        TreatMissingData = "notBreaching",
    };

    [Fact]
    public async Task PutMetricAlarm_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer(""));
        using var client = Clients.CloudWatch(aws.Url);
        await client.PutMetricAlarmAsync(Request("a"), _token);
        await BotocoreJudge.AgreesAsync("cloudwatch", "PutMetricAlarm", "json", $$"""
            {"AlarmName": "a", "AlarmDescription": "It fails. ä", "ActionsEnabled": true, "AlarmActions": ["{{Topic}}"], "OKActions": ["{{Topic}}"],
             "InsufficientDataActions": [], "Namespace": "AWS/Lambda", "MetricName": "Errors", "Dimensions": [{"Name": "FunctionName", "Value": "orders"}],
             "Statistic": "Sum", "Period": 300, "Unit": "Count", "ComparisonOperator": "GreaterThanThreshold", "Threshold": 0.5, "EvaluationPeriods": 3,
             "DatapointsToAlarm": 2, "TreatMissingData": "notBreaching"}
            """, aws.Request);
    }

    [Fact]
    public async Task An_alarm_on_an_expression_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer(""));
        using var client = Clients.CloudWatch(aws.Url);
        await client.PutMetricAlarmAsync(
            new()
            {
                AlarmName = "a", Metrics = [new() { Id = "e", Expression = "ANOMALY_DETECTION_BAND(m)" }], ThresholdMetricId = "e",
                ComparisonOperator = ComparisonOperator.GreaterThanUpperThreshold, EvaluationPeriods = 1, ExtendedStatistic = "p90", EvaluateLowSampleCountPercentile = "ignore",
            },
            _token);
        await BotocoreJudge.AgreesAsync("cloudwatch", "PutMetricAlarm", "json", """
            {"AlarmName": "a", "Metrics": [{"Id": "e", "Expression": "ANOMALY_DETECTION_BAND(m)"}], "ThresholdMetricId": "e",
             "ComparisonOperator": "GreaterThanUpperThreshold", "EvaluationPeriods": 1, "ExtendedStatistic": "p90", "EvaluateLowSampleCountPercentile": "ignore"}
            """, aws.Request);
    }

    [Fact]
    public async Task DescribeAlarms_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer("{}"));
        using var client = Clients.CloudWatch(aws.Url);
        await client.DescribeAlarmsAsync(
            new() { AlarmNamePrefix = "watchdog-", AlarmTypes = [AlarmType.MetricAlarm], StateValue = StateValue.ALARM, ActionPrefix = "arn:", MaxRecords = 100, NextToken = "t" },
            _token);
        await BotocoreJudge.AgreesAsync("cloudwatch", "DescribeAlarms", "json", """
            {"AlarmNamePrefix": "watchdog-", "AlarmTypes": ["MetricAlarm"], "StateValue": "ALARM", "ActionPrefix": "arn:", "MaxRecords": 100, "NextToken": "t"}
            """, aws.Request);
    }

    [Fact]
    public async Task DeleteAlarms_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer(""));
        using var client = Clients.CloudWatch(aws.Url);
        await client.DeleteAlarmsAsync(new() { AlarmNames = ["a", "b"] }, _token);
        await BotocoreJudge.AgreesAsync("cloudwatch", "DeleteAlarms", "json", """{"AlarmNames": ["a", "b"]}""", aws.Request);
    }

    [Fact]
    public async Task An_alarm_that_was_put_is_described_and_is_gone_when_it_is_deleted()
    {
        moto.Require();
        using var client = Clients.CloudWatch(moto.Url);
        await client.PutMetricAlarmAsync(Request("compat-alarms-a"), _token);
        var alarm = Assert.Single((await client.DescribeAlarmsAsync(new() { AlarmNamePrefix = "compat-alarms-" }, _token)).MetricAlarms!);
        Assert.Equal("compat-alarms-a", alarm.AlarmName);
        Assert.Equal(("It fails. \u00e4", "AWS/Lambda", "Errors", "notBreaching"), (alarm.AlarmDescription, alarm.Namespace, alarm.MetricName, alarm.TreatMissingData));
        Assert.Equal((300, 3, 2, 0.5), (alarm.Period, alarm.EvaluationPeriods, alarm.DatapointsToAlarm, alarm.Threshold));
        Assert.Same(Statistic.Sum, alarm.Statistic);
        Assert.Same(ComparisonOperator.GreaterThanThreshold, alarm.ComparisonOperator);
        Assert.Equal((true, Topic, Topic), (alarm.ActionsEnabled, Assert.Single(alarm.AlarmActions!), Assert.Single(alarm.OKActions!)));
        Assert.Equal("orders", Assert.Single(alarm.Dimensions!).Value);
        await client.DeleteAlarmsAsync(new() { AlarmNames = ["compat-alarms-a"] }, _token);
        Assert.Empty((await client.DescribeAlarmsAsync(new() { AlarmNamePrefix = "compat-alarms-" }, _token)).MetricAlarms ?? []);
    }

    [Fact]
    public async Task An_alarm_too_many_is_a_LimitExceededException()
    {
        await using var aws = new Responder(new Answer("""{"__type":"com.amazonaws.cloudwatch#LimitExceededFault","message":"too many"}""", 400, new() { ["x-amzn-query-error"] = "LimitExceeded;Sender" }));
        using var client = Clients.CloudWatch(aws.Url);
        var error = await Assert.ThrowsAsync<LimitExceededException>(() => client.PutMetricAlarmAsync(Request("a"), _token));
        Assert.Equal(("LimitExceeded", "too many"), (error.ErrorCode, error.Message));
    }

    [Theory]
    [InlineData("ResourceNotFound")]
    [InlineData("ResourceNotFoundException")]
    public async Task An_alarm_that_does_not_exist_is_a_ResourceNotFoundException(string code)
    {
        await using var aws = new Responder(new Answer($$"""{"__type":"com.amazonaws.cloudwatch#{{code}}","message":"none"}""", 404));
        using var client = Clients.CloudWatch(aws.Url);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.DeleteAlarmsAsync(new() { AlarmNames = ["a"] }, _token));
    }
}
