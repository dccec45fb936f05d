using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Native;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>
/// The stack's custom resource, answered by the real executable, with moto for CloudFormation. moto asks nothing when a stack is removed, and has no
/// program to run behind a function, so the test hands the requests over; that the answers are what CloudFormation takes is moto's to judge.
/// </summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class RemovalTests(NativeExecutable native)
{
    private const string Template = """
        {"Resources":{"CleanUp":{"Type":"Custom::WatchdogCleanUp","Properties":{"ServiceToken":"arn:aws:lambda:us-east-1:123456789012:function:orders"}}}}
        """;

    [Fact]
    public async Task A_stack_is_complete_once_the_breaker_has_answered_and_before_it_goes_everything_is_given_back()
    {
        await using var account = await MotoAccount.StartAsync();
        var uuid = await account.MapQueueAsync();
        await using var breaker = await MotoBreaker.StartAsync(native, account);
        var stackId = (string)(await account.AwsAsync("cloudformation", "create-stack", "--stack-name", "watchdog", "--template-body", Template))["StackId"]!;
        Assert.Equal("CREATE_IN_PROGRESS", await StatusAsync(account));
        Assert.True((bool)(await breaker.SendAsync(Request(account, "Create", stackId)))["ok"]!);
        Assert.Equal("CREATE_COMPLETE", await StatusAsync(account));

        var before = await account.MappingAsync(uuid);
        await breaker.AskAsync("trip");
        Assert.Equal("Disabled", (string?)(await account.MappingAsync(uuid))["State"]);
        foreach (var alarm in new[] { "watchdog-resource-function-orders-Errors", "watchdog-resource-queue-orders-in-Age", "orders-errors" })
            await account.AwsAsync(
                "cloudwatch", "put-metric-alarm", "--alarm-name", alarm, "--namespace", "AWS/Lambda", "--metric-name", "Errors", "--statistic", "Sum",
                "--period", "60", "--evaluation-periods", "1", "--threshold", "0", "--comparison-operator", "GreaterThanThreshold");

        var answer = await breaker.SendAsync(Request(account, "Delete", stackId));
        Assert.Equal(3, answer["changed"]!.AsArray().Count);
        var after = await account.MappingAsync(uuid);
        Assert.Equal(("Enabled", (int?)before["BatchSize"], before["ScalingConfig"]!.ToJsonString()), ((string?)after["State"], (int?)after["BatchSize"], after["ScalingConfig"]!.ToJsonString()));
        Assert.Equal("orders-errors", (string?)Assert.Single((await account.AwsAsync("cloudwatch", "describe-alarms"))["MetricAlarms"]!.AsArray())!["AlarmName"]);
    }

    private static async Task<string?> StatusAsync(MotoAccount account) =>
        (string?)(await account.AwsAsync("cloudformation", "describe-stacks", "--stack-name", "watchdog"))["Stacks"]![0]!["StackStatus"];

    private static string Request(MotoAccount account, string type, string stackId) => new JsonObject
    {
        ["RequestType"] = type,
        ["ResponseURL"] = new Uri(account.Url, $"/cloudformation_us-east-1/cfnresponse?stack={stackId}").ToString(),
        ["StackId"] = stackId,
        ["RequestId"] = "b1f6f4c0-0000-4000-8000-000000000001",
        ["LogicalResourceId"] = "CleanUp",
        ["ResourceType"] = "Custom::WatchdogCleanUp",
        ["ResourceProperties"] = new JsonObject(),
    }.ToJsonString();
}
