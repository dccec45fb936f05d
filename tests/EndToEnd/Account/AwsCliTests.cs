using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

[Collection(QuietAccountCollection.Name)]
public sealed class AwsCliTests(QuietAccount quiet)
{
    private readonly RunningAccount _account = quiet.Running;

    [Fact]
    public async Task The_aws_cli_lists_the_scenarios_functions_and_those_of_the_stack()
    {
        var answer = await _account.AwsAsync("lambda", "list-functions");

        var names = answer["Functions"]!.AsArray().Select(f => (string)f!["FunctionName"]!).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "build-report", "process-order", "send-email", "shop-api",
                "watchdog-CircuitBreaker", "watchdog-ConfigurationWatcher", "watchdog-FunctionWatcher", "watchdog-QueueWatcher", "watchdog-RecursionWatcher",
            ],
            names);
    }

    [Fact]
    public async Task The_aws_cli_lists_the_mappings_of_one_function()
    {
        var answer = await _account.AwsAsync("lambda", "list-event-source-mappings", "--function-name", "process-order");

        var mapping = Assert.Single(answer["EventSourceMappings"]!.AsArray())!;
        Assert.EndsWith(":orders", (string)mapping["EventSourceArn"]!, StringComparison.Ordinal);
        Assert.EndsWith(":function:process-order", (string)mapping["FunctionArn"]!, StringComparison.Ordinal);
        Assert.Equal(10, (int)mapping["BatchSize"]!);
        Assert.Equal("Enabled", (string)mapping["State"]!);
    }

    [Fact]
    public async Task The_aws_cli_reads_a_queues_attributes()
    {
        var url = (string)(await _account.AwsAsync("sqs", "get-queue-url", "--queue-name", "orders"))["QueueUrl"]!;
        var attributes = (await _account.AwsAsync("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All"))["Attributes"]!;

        Assert.Equal("180", (string)attributes["VisibilityTimeout"]!);
        Assert.Equal("345600", (string)attributes["MessageRetentionPeriod"]!);
        Assert.True(int.Parse((string)attributes["ApproximateNumberOfMessages"]!) >= 0);
        var redrive = JsonNode.Parse((string)attributes["RedrivePolicy"]!)!;
        Assert.EndsWith(":orders-dlq", (string)redrive["deadLetterTargetArn"]!, StringComparison.Ordinal);
        Assert.Equal("5", redrive["maxReceiveCount"]!.ToString());
    }

    [Fact]
    public async Task The_aws_cli_publishes_to_the_stacks_topic_and_an_unknown_topic_is_refused()
    {
        var configuration = await _account.AwsAsync("lambda", "get-function-configuration", "--function-name", "watchdog-QueueWatcher");
        var topic = (string)configuration["Environment"]!["Variables"]!["WATCHDOG_TOPIC_ARN"]!;

        var published = await _account.AwsAsync("sns", "publish", "--topic-arn", topic, "--subject", "A test", "--message", "of the topic");
        var refused = await _account.RunAwsAsync("sns", "publish", "--topic-arn", topic + "x", "--message", "to nobody");

        Assert.NotEqual("", (string)published["MessageId"]!);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("(NotFound)", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_aws_cli_changes_about_a_mapping_is_seen_in_the_list()
    {
        var before = await FindAsync("send-email");
        var uuid = (string)before["UUID"]!;

        await _account.AwsAsync(
            "lambda", "update-event-source-mapping", "--uuid", uuid, "--scaling-config", "MaximumConcurrency=7", "--batch-size", "4");
        await SettledAsync(uuid);
        var changed = await FindAsync("send-email");

        Assert.Equal(7, (int)changed["ScalingConfig"]!["MaximumConcurrency"]!);
        Assert.Equal(4, (int)changed["BatchSize"]!);
        Assert.Equal("Enabled", (string)changed["State"]!);
        Assert.Null(before["ScalingConfig"]);
    }

    [Fact]
    public async Task A_mapping_that_is_disabled_passes_through_Disabling_and_can_be_enabled_again()
    {
        var uuid = (string)(await FindAsync("build-report"))["UUID"]!;

        var accepted = await _account.AwsAsync("lambda", "update-event-source-mapping", "--uuid", uuid, "--no-enabled");
        var disabled = await SettledAsync(uuid);
        await _account.AwsAsync("lambda", "update-event-source-mapping", "--uuid", uuid, "--enabled");
        var enabled = await SettledAsync(uuid);

        Assert.Equal("Disabling", (string)accepted["State"]!);
        Assert.Equal(("Disabled", "Enabled"), (disabled, enabled));
    }

    private async Task<JsonNode> FindAsync(string function)
    {
        var answer = await _account.AwsAsync("lambda", "list-event-source-mappings", "--function-name", function);
        return Assert.Single(answer["EventSourceMappings"]!.AsArray())!;
    }

    /// <summary>Waits until a change of a mapping is carried out; its state then.</summary>
    private async Task<string> SettledAsync(string uuid)
    {
        var answer = await _account.BotoAsync(
            $$"""
            def settled():
                state = client('lambda').get_event_source_mapping(UUID='{{uuid}}')['State']
                return None if state.endswith('ing') else state
            out['state'] = wait(settled)
            """);
        return (string)answer["state"]!;
    }
}
