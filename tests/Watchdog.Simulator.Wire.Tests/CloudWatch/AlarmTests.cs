using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.CloudWatch;

public sealed class AlarmTests
{
    private const string Script =
        """
        cw = client('cloudwatch')
        topic = 'arn:aws:sns:us-east-1:123456789012:alerts'
        good = dict(AlarmName='a-errors', Namespace='AWS/Lambda', MetricName='Errors', Statistic='Sum', Period=300, EvaluationPeriods=3,
                    ComparisonOperator='GreaterThanThreshold', Threshold=0, Dimensions=[{'Name': 'FunctionName', 'Value': 'a'}])
        def put(**more):
            cw.put_metric_alarm(**{k: v for k, v in {**good, **more}.items() if v is not None})
        def refused(**more):
            e = error(put, **more)
            return e and f"{e['status']} {e['code']} {e['message']}"

        """;

    [Fact]
    public async Task What_is_put_is_described_and_begins_without_data()
    {
        await using var wire = await TestWire.StartAsync();
        await AwsCli.RunAsync(
            wire, "cloudwatch", "put-metric-alarm", "--alarm-name", "a-duration", "--alarm-description", "It is slow.", "--namespace", "AWS/Lambda", "--metric-name",
            "Duration", "--dimensions", "Name=FunctionName,Value=a", "--extended-statistic", "p99", "--period", "60", "--evaluation-periods", "5",
            "--datapoints-to-alarm", "3", "--threshold", "2700.5", "--comparison-operator", "GreaterThanThreshold", "--treat-missing-data", "notBreaching",
            "--alarm-actions", "arn:aws:sns:us-east-1:123456789012:alerts", "--no-actions-enabled");
        var alarm = Assert.Single((await AwsCli.RunAsync(wire, "cloudwatch", "describe-alarms"))!["MetricAlarms"]!.AsArray())!;

        Assert.Equal("arn:aws:cloudwatch:us-east-1:123456789012:alarm:a-duration", (string?)alarm["AlarmArn"]);
        Assert.Equal(("It is slow.", "Duration", "p99", null), ((string?)alarm["AlarmDescription"], (string?)alarm["MetricName"], (string?)alarm["ExtendedStatistic"], alarm["Statistic"]));
        Assert.Equal((60, 5, 3, 2700.5), ((int)alarm["Period"]!, (int)alarm["EvaluationPeriods"]!, (int)alarm["DatapointsToAlarm"]!, (double)alarm["Threshold"]!));
        Assert.Equal("""[{"Name":"FunctionName","Value":"a"}]""", alarm["Dimensions"]!.ToJsonString());
        Assert.Equal(("INSUFFICIENT_DATA", "notBreaching"), ((string?)alarm["StateValue"], (string?)alarm["TreatMissingData"]));
        Assert.Equal((false, "[]", """["arn:aws:sns:us-east-1:123456789012:alerts"]"""), ((bool)alarm["ActionsEnabled"]!, alarm["OKActions"]!.ToJsonString(), alarm["AlarmActions"]!.ToJsonString()));
    }

    [Fact]
    public async Task Putting_it_again_replaces_all_but_the_state()
    {
        await using var wire = await TestWire.StartAsync();
        await Boto.RunAsync(wire, Script + "put(OKActions=[topic], TreatMissingData='ignore')");
        var made = wire.Account.Now;
        wire.Account.Advance(TimeSpan.FromMinutes(5));
        var outcome = await Boto.RunAsync(wire, Script +
            """
            put(Threshold=7)
            a = cw.describe_alarms()['MetricAlarms'][0]
            out['alarm'] = [float(a['Threshold']), a['OKActions'], a.get('TreatMissingData'), a['StateUpdatedTimestamp'].timestamp(), a['AlarmConfigurationUpdatedTimestamp'].timestamp()]
            """);

        var seconds = made.ToUnixTimeSeconds();
        Assert.Equal($"[7.0,[],null,{seconds}.0,{seconds + 300}.0]", outcome["alarm"]!.ToJsonString());
    }

    [Fact]
    public async Task Alarms_are_listed_by_prefix_or_names_and_in_pages()
    {
        await using var wire = await TestWire.StartAsync(new CloudWatchOptions(AlarmsPerPage: 2));
        var outcome = await Boto.RunAsync(wire, Script +
            """
            for name in ['b-2', 'a-1', 'b-1', 'b-3', 'c']:
                put(AlarmName=name, AlarmActions=[topic] if name == 'c' else [])
            def names(**filters):
                return [[a['AlarmName'] for a in p['MetricAlarms']] for p in cw.get_paginator('describe_alarms').paginate(**filters)]
            out['prefix'] = names(AlarmNamePrefix='b-')
            out['names'] = names(AlarmNames=['c', 'a-1', 'x'])
            out['one'] = names(MaxRecords=1, AlarmNamePrefix='b-')
            out['action'] = names(ActionPrefix='arn:aws:sns')
            out['state'] = [names(StateValue='OK'), names(StateValue='INSUFFICIENT_DATA', AlarmNamePrefix='a')]
            out['composite'] = names(AlarmTypes=['CompositeAlarm'])
            out['both'] = error(cw.describe_alarms, AlarmNamePrefix='b', AlarmNames=['c'])['code']
            out['size'] = error(cw.describe_alarms, MaxRecords=101)['code']
            out['token'] = error(cw.describe_alarms, NextToken='x')['code']
            """);

        Assert.Equal("""[["b-1","b-2"],["b-3"]]""", outcome["prefix"]!.ToJsonString());
        Assert.Equal("""[["a-1","c"]]""", outcome["names"]!.ToJsonString());
        Assert.Equal("""[["b-1"],["b-2"],["b-3"]]""", outcome["one"]!.ToJsonString());
        Assert.Equal("""[["c"]]""", outcome["action"]!.ToJsonString());
        Assert.Equal("""[[[]],[["a-1"]]]""", outcome["state"]!.ToJsonString());
        Assert.Equal("[[]]", outcome["composite"]!.ToJsonString());
        Assert.Equal("InvalidParameterCombination", (string?)outcome["both"]);
        Assert.Equal(("InvalidParameterValue", "InvalidNextToken"), ((string?)outcome["size"], (string?)outcome["token"]));
    }

    [Fact]
    public async Task Deleting_one_that_there_is_none_of_is_told_and_the_others_are_deleted()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, Script +
            """
            for name in ['a', 'b', 'c']:
                put(AlarmName=name)
            cw.delete_alarms(AlarmNames=['a'])
            e = error(cw.delete_alarms, AlarmNames=['b', 'nobody'])
            out['missing'] = [e['status'], e['code']]
            out['left'] = [a['AlarmName'] for a in cw.describe_alarms()['MetricAlarms']]
            out['too many'] = error(cw.delete_alarms, AlarmNames=[f'n{i}' for i in range(101)])['code']
            out['none'] = error(cw.delete_alarms, AlarmNames=[])['code']
            """);

        Assert.Equal("""[404,"ResourceNotFound"]""", outcome["missing"]!.ToJsonString());
        Assert.Equal("""["c"]""", outcome["left"]!.ToJsonString());
        Assert.Equal(("ValidationError", "MissingParameter"), ((string?)outcome["too many"], (string?)outcome["none"]));
    }

    [Fact]
    public async Task The_accounts_quota_is_kept_and_an_update_needs_no_room()
    {
        await using var wire = await TestWire.StartAsync(new CloudWatchOptions(MostAlarms: 1));
        var outcome = await Boto.RunAsync(wire, Script + "put()\nput(Threshold=1)\nout['second'] = refused(AlarmName='b')");

        Assert.StartsWith("400 LimitExceeded ", (string?)outcome["second"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AlarmName=None", "MissingParameter", "AlarmName")]
    [InlineData("AlarmName='x' * 256", "InvalidParameterValue", "AlarmName")]
    [InlineData("AlarmName='a\\tb'", "InvalidParameterValue", "AlarmName")]
    [InlineData("AlarmDescription='x' * 1025", "InvalidParameterValue", "AlarmDescription")]
    [InlineData("MetricName=None", "MissingParameter", "MetricName")]
    [InlineData("Namespace=None", "MissingParameter", "Namespace")]
    [InlineData("Statistic=None", "MissingParameter", "Statistic")]
    [InlineData("Statistic='p90'", "InvalidParameterValue", "Statistic")]
    [InlineData("ExtendedStatistic='p90'", "InvalidParameterCombination", "Statistic and ExtendedStatistic")]
    [InlineData("Statistic=None, ExtendedStatistic='p101'", "InvalidParameterValue", "ExtendedStatistic")]
    [InlineData("Statistic=None, ExtendedStatistic='Sum'", "InvalidParameterValue", "ExtendedStatistic")]
    [InlineData("EvaluateLowSampleCountPercentile='ignore'", "InvalidParameterCombination", "EvaluateLowSampleCountPercentile")]
    [InlineData("Period=None", "MissingParameter", "Period")]
    [InlineData("Period=45", "InvalidParameterValue", "Period")]
    [InlineData("Period=90", "InvalidParameterValue", "Period")]
    [InlineData("EvaluationPeriods=0", "InvalidParameterValue", "EvaluationPeriods")]
    [InlineData("EvaluationPeriods=289", "ValidationError", "86400")]
    [InlineData("Period=3600, EvaluationPeriods=169", "ValidationError", "604800")]
    [InlineData("DatapointsToAlarm=4", "InvalidParameterValue", "DatapointsToAlarm")]
    [InlineData("DatapointsToAlarm=0", "InvalidParameterValue", "DatapointsToAlarm")]
    [InlineData("ComparisonOperator=None", "MissingParameter", "ComparisonOperator")]
    [InlineData("ComparisonOperator='MoreThan'", "InvalidParameterValue", "GreaterThanThreshold")]
    [InlineData("Threshold=None", "MissingParameter", "Threshold")]
    [InlineData("TreatMissingData='none'", "InvalidParameterValue", "notBreaching")]
    [InlineData("Unit='Bit'", "InvalidParameterValue", "Unit")]
    [InlineData("AlarmActions=['alerts']", "ValidationError", "Invalid arn syntax: alerts")]
    [InlineData("OKActions=[topic] * 6", "ValidationError", "OKActions")]
    [InlineData("Tags=[{'Key': 'a', 'Value': 'b'}]", "InvalidParameterValue", "Tags")]
    [InlineData("Metrics=[{'Id': 'm'}]", "InvalidParameterValue", "Metrics")]
    public async Task A_bad_value_is_refused_by_name(string given, string code, string named)
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, $"{Script}out['bad'] = refused({given})\nout['left'] = cw.describe_alarms()['MetricAlarms']");

        var refused = (string?)outcome["bad"];
        Assert.StartsWith($"400 {code} ", refused, StringComparison.Ordinal);
        Assert.Contains(named, refused, StringComparison.Ordinal);
        Assert.Equal("[]", outcome["left"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Period=10")]
    [InlineData("Period=30, EvaluationPeriods=2880")]
    [InlineData("Period=3600, EvaluationPeriods=168")]
    [InlineData("Statistic=None, ExtendedStatistic='p99.9', EvaluateLowSampleCountPercentile='ignore'")]
    [InlineData("DatapointsToAlarm=3, Unit='Count/Second', TreatMissingData='missing'")]
    [InlineData("AlarmName='x' * 255, AlarmDescription='y' * 1024, AlarmActions=[topic] * 5")]
    public async Task What_is_just_allowed_is_taken(string given)
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, $"{Script}out['good'] = refused({given})\nout['there'] = len(cw.describe_alarms()['MetricAlarms'])");

        Assert.Null(outcome["good"]);
        Assert.Equal(1, (int)outcome["there"]!);
    }

    [Fact]
    public async Task The_query_protocol_is_spoken_too()
    {
        await using var wire = await TestWire.StartAsync();
        var put = await RawClient.FormAsync(
            wire, "monitoring",
            "Action=PutMetricAlarm&Version=2010-08-01&AlarmName=q&Namespace=AWS%2FSQS&MetricName=M&Statistic=Maximum&Period=60&EvaluationPeriods=1&Threshold=0"
            + "&ComparisonOperator=GreaterThanThreshold&Dimensions.member.1.Name=QueueName&Dimensions.member.1.Value=work&ActionsEnabled=true");
        var described = await RawClient.FormAsync(wire, "monitoring", "Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=q");
        var missing = await RawClient.FormAsync(wire, "monitoring", "Action=DeleteAlarms&Version=2010-08-01&AlarmNames.member.1=x");

        Assert.Equal(200, put.Status);
        Assert.Contains("<MetricAlarms><member><AlarmName>q</AlarmName>", described.Body, StringComparison.Ordinal);
        Assert.Equal(404, missing.Status);
        Assert.Contains("<Code>ResourceNotFound</Code>", missing.Body, StringComparison.Ordinal);
    }
}
