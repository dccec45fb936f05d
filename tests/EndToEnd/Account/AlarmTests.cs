using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

[Collection(QuietAccountCollection.Name)]
public sealed class AlarmTests(QuietAccount quiet)
{
    private const string Function = "arn:aws:lambda:us-east-1:123456789012:function:process-order";
    private const string Queue = "arn:aws:sqs:us-east-1:123456789012:orders";
    private const string Prefix = "watchdog-resource-";

    private readonly RunningAccount _account = quiet.Running;

    [Fact]
    public async Task Resources_that_are_tagged_get_their_alarms_and_lose_them_with_the_tag()
    {
        var failed = await _account.AwsAsync("resourcegroupstaggingapi", "tag-resources", "--resource-arn-list", Function, Queue, "--tags", "watchdog:alarm=true");
        Assert.Empty(failed["FailedResourcesMap"]!.AsObject());
        await ShownAsync("len(alarms) == 5");

        var alarms = (await _account.AwsAsync("cloudwatch", "describe-alarms", "--alarm-name-prefix", Prefix))["MetricAlarms"]!.AsArray()
            .ToDictionary(a => ((string)a!["AlarmName"]!)[Prefix.Length..], a => a!);
        Assert.Equal(
            [
                "function-process-order-Duration", "function-process-order-Errors", "function-process-order-Throttles",
                "queue-orders-ApproximateAgeOfOldestMessage", "queue-orders-dlq-ApproximateNumberOfMessagesVisible",
            ],
            alarms.Keys.Order(StringComparer.Ordinal));
        var timeout = (int)(await _account.AwsAsync("lambda", "get-function-configuration", "--function-name", "process-order"))["Timeout"]!;
        Assert.Equal(timeout * 900.0, (double)alarms["function-process-order-Duration"]["Threshold"]!);
        // Twice the visibility timeout of 180 s.
        Assert.Equal(360.0, (double)alarms["queue-orders-ApproximateAgeOfOldestMessage"]["Threshold"]!);
        var topic = (string)(await _account.AwsAsync("lambda", "get-function-configuration", "--function-name", "watchdog-ConfigurationWatcher"))
            ["Environment"]!["Variables"]!["WATCHDOG_TOPIC_ARN"]!;
        Assert.All(alarms.Values, a => Assert.Equal((topic, topic, "INSUFFICIENT_DATA"), ((string)a["AlarmActions"]![0]!, (string)a["OKActions"]![0]!, (string)a["StateValue"]!)));

        await _account.AwsAsync("resourcegroupstaggingapi", "untag-resources", "--resource-arn-list", Function, "--tag-keys", "watchdog:alarm");
        await ShownAsync("len(alarms) == 2 and all(n.startswith('queue-') for n in alarms)");
        await _account.AwsAsync("resourcegroupstaggingapi", "untag-resources", "--resource-arn-list", Queue, "--tag-keys", "watchdog:alarm");
        await ShownAsync("not alarms");
    }

    /// <summary>Waits until the alarms' names, without what they all begin with, are as a condition of Python says.</summary>
    private async Task ShownAsync(string condition) => await _account.BotoAsync(
        $$"""
        cw = client('cloudwatch')
        def shown():
            alarms = [a['AlarmName'][len('{{Prefix}}'):] for p in cw.get_paginator('describe_alarms').paginate(AlarmNamePrefix='{{Prefix}}') for a in p['MetricAlarms']]
            return {{condition}}
        out['shown'] = wait(shown)
        """);
}
