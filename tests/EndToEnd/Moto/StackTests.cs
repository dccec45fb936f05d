using System.Globalization;
using System.Text.Json.Nodes;
using Infrastructure.Tests.Support;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>The template deployed by an independent CloudFormation: created, changed and deleted.</summary>
public sealed class StackTests
{
    private const string Key = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-1111-2222-3333-444455556666";

    /// <summary>What moto's CloudFormation does not make, and what shows it instead.</summary>
    private static readonly Dictionary<string, string> s_notInMoto = new()
    {
        ["AWS::CloudWatch::Alarm"] = "moto has alarms, but not in CloudFormation: below they are put with the AWS CLI.",
        ["AWS::CloudWatch::CompositeAlarm"] = "moto has none at all; below the AWS CLI's own model of the request judges them.",
        ["AWS::Lambda::EventInvokeConfig"] = "moto has it, but not in CloudFormation; the simulator goes by it.",
        ["AWS::SNS::Subscription"] = "moto has it, but not in CloudFormation; below one is made with the command of the output.",
        ["AWS::SNS::TopicPolicy"] = "moto has it as a topic's attribute, but not in CloudFormation.",
    };

    private const string JudgeComposite =
        """
        import json, sys, botocore.session, botocore.validate
        model = botocore.session.get_session().get_service_model('cloudwatch').operation_model('PutCompositeAlarm')
        print(botocore.validate.ParamValidator().validate(json.load(sys.stdin), model.input_shape).generate_report())
        """;

    [Fact]
    public async Task Every_resource_is_created_but_those_of_the_types_that_moto_does_not_make()
    {
        await using var stack = await MotoStack.CreateAsync(("NotificationEmail", "on-call@example.com"));

        var created = await stack.ResourcesAsync();
        var resources = stack.Template["Resources"]!.AsObject();
        var missing = resources.Where(r => !created.ContainsKey(r.Key)).Select(r => (string)r.Value!["Type"]!).Distinct();
        Assert.Equal(s_notInMoto.Keys.Order(StringComparer.Ordinal), missing.Order(StringComparer.Ordinal));
        Assert.All(created, c => Assert.Equal((string?)resources[c.Key]!["Type"], c.Value.Type));

        var dashboard = await stack.Moto.AwsAsync("cloudwatch", "get-dashboard", "--dashboard-name", StackValues.StackName);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse((string)stack.Values.Properties("Dashboard")["DashboardBody"]!), JsonNode.Parse((string)dashboard["DashboardBody"]!)));
        Assert.Equal(created["StateTable"].PhysicalId, (string?)(await stack.VariablesAsync("QueueWatcher"))["WATCHDOG_TABLE"]);
        Assert.Equal(created["NotificationTopic"].PhysicalId, (string?)(await stack.VariablesAsync("QueueWatcher"))["WATCHDOG_TOPIC_ARN"]);
    }

    [Fact]
    public async Task Changed_parameters_reach_the_functions()
    {
        await using var stack = await MotoStack.CreateAsync(("LogRetentionDays", "14"));
        Assert.Equal(("confirm", "false"), await BreakerSettingsAsync(stack));
        Assert.Equal([14], await RetentionsAsync(stack));
        var before = await stack.ResourcesAsync();

        await stack.UpdateAsync(("BreakerMode", "alert"), ("AutoProbe", "true"), ("LogRetentionDays", "7"));

        Assert.Equal(("alert", "true"), await BreakerSettingsAsync(stack));
        // moto has no update of log groups: they keep what they were created with.
        Assert.Equal([14], await RetentionsAsync(stack));
        var after = await stack.ResourcesAsync();
        Assert.All(["StateTable", "NotificationTopic", "CircuitBreakerDeadLetters"], id => Assert.Equal(before[id], after[id]));
    }

    [Fact]
    public async Task A_key_of_ones_own_reaches_the_topic_and_the_queue()
    {
        await using var stack = await MotoStack.CreateAsync(("KmsKeyArn", Key));

        var resources = await stack.ResourcesAsync();
        var table = await stack.Moto.AwsAsync("dynamodb", "describe-table", "--table-name", resources["StateTable"].PhysicalId!);
        // moto looks for Enabled, as the request has it, where CloudFormation has SSEEnabled: what the template says is all there is to see.
        Assert.Null(table["Table"]!["SSEDescription"]);
        Assert.Equal(Key, (string?)stack.Values.Properties("StateTable")["SSESpecification"]!["KMSMasterKeyId"]);
        var topic = await stack.Moto.AwsAsync("sns", "get-topic-attributes", "--topic-arn", resources["NotificationTopic"].PhysicalId!);
        Assert.Equal(Key, (string?)topic["Attributes"]!["KmsMasterKeyId"]);
        var queue = await stack.Moto.AwsAsync(
            "sqs", "get-queue-attributes", "--queue-url", resources["CircuitBreakerDeadLetters"].PhysicalId!, "--attribute-names", "All");
        Assert.Equal(Key, (string?)queue["Attributes"]!["KmsMasterKeyId"]);
        // moto does not take the key of a log group.
        var logs = await stack.Moto.AwsAsync("logs", "describe-log-groups");
        Assert.All(logs["logGroups"]!.AsArray(), g => Assert.Null(g!["kmsKeyId"]));
        Assert.All(stack.Values.Resources("AWS::Logs::LogGroup").Values, g => Assert.Equal(Key, (string?)g["KmsKeyId"]));
    }

    [Fact]
    public async Task CloudWatch_takes_every_alarm_as_it_is_written()
    {
        await using var stack = await MotoStack.CreateAsync(("PagingTopicArn", "arn:aws:sns:us-east-1:123456789012:pager"));

        var alarms = stack.Values.Resources("AWS::CloudWatch::Alarm");
        await PutAlarmsAsync(stack);

        var described = await stack.Moto.AwsAsync("cloudwatch", "describe-alarms");
        Assert.Equal(
            alarms.Values.Select(a => (string)a["AlarmName"]!).Order(StringComparer.Ordinal),
            described["MetricAlarms"]!.AsArray().Select(a => (string)a!["AlarmName"]!).Order(StringComparer.Ordinal));
        foreach (var composite in stack.Values.Resources("AWS::CloudWatch::CompositeAlarm").Values)
        {
            var judged = await Tool.JudgeAsync("python3", ["-c", JudgeComposite], MotoServer.Environment, composite.ToJsonString());
            Assert.True(judged.ExitCode == 0, judged.Error);
            Assert.Equal("", judged.Output.Trim());
        }
    }

    [Fact]
    public async Task The_removed_stack_leaves_nothing_but_its_table()
    {
        await using var stack = await MotoStack.CreateAsync();
        var outputs = await stack.OutputsAsync();

        var removed = await Tool.JudgeAsync("sh", ["-c", outputs["RemoveCommand"]], EnvironmentOf(stack));
        Assert.True(removed.ExitCode == 0, removed.Error);
        await stack.Moto.AwsAsync("cloudformation", "wait", "stack-delete-complete", "--stack-name", StackValues.StackName);

        Assert.All(
            await Task.WhenAll(
                LeftAsync(stack, "Functions", "lambda", "list-functions"), LeftAsync(stack, "Rules", "events", "list-rules"), LeftAsync(stack, "Roles", "iam", "list-roles"),
                LeftAsync(stack, "Topics", "sns", "list-topics"), LeftAsync(stack, "QueueUrls", "sqs", "list-queues"),
                LeftAsync(stack, "DashboardEntries", "cloudwatch", "list-dashboards")),
            left => Assert.Equal(0, left));
        Assert.Equal(0, await LeftAsync(stack, "logGroups", "logs", "describe-log-groups"));
        // moto knows the policy Retain, but not RetainExceptOnCreate: there the table goes, too.
        Assert.Equal("RetainExceptOnCreate", (string?)stack.Template["Resources"]!["StateTable"]!["DeletionPolicy"]);
        Assert.Equal(0, await LeftAsync(stack, "TableNames", "dynamodb", "list-tables"));
    }

    /// <summary>The alarms that moto's CloudFormation does not make, put as CloudFormation would: with the properties as the request.</summary>
    internal static async Task PutAlarmsAsync(MotoStack stack)
    {
        foreach (var alarm in stack.Values.Resources("AWS::CloudWatch::Alarm").Values)
        {
            // A parameter is a text, and CloudFormation makes of it what the property takes.
            alarm["Threshold"] = double.Parse(alarm["Threshold"]!.ToString(), CultureInfo.InvariantCulture);
            await stack.Moto.AwsAsync("cloudwatch", "put-metric-alarm", "--cli-input-json", alarm.ToJsonString());
        }
    }

    internal static Dictionary<string, string> EnvironmentOf(MotoStack stack) =>
        new(MotoServer.Environment) { ["AWS_ENDPOINT_URL"] = stack.Moto.Url.ToString() };

    private static async Task<int> LeftAsync(MotoStack stack, string list, params string[] command) =>
        ((await stack.Moto.AwsAsync(command))[list] as JsonArray ?? []).Count;

    private static async Task<(string?, string?)> BreakerSettingsAsync(MotoStack stack)
    {
        var variables = await stack.VariablesAsync("CircuitBreaker");
        return ((string?)variables["WATCHDOG_BREAKER_MODE"], (string?)variables["WATCHDOG_AUTO_PROBE"]);
    }

    private static async Task<IEnumerable<int>> RetentionsAsync(MotoStack stack) =>
        (await stack.Moto.AwsAsync("logs", "describe-log-groups"))["logGroups"]!.AsArray().Select(g => (int)g!["retentionInDays"]!).Distinct();
}
