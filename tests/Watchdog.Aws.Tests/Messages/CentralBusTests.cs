using System.Text.Json.Nodes;
using Watchdog.Aws.Messages;
using Watchdog.Aws.Tests.Support;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Messages;

public sealed class CentralBusTests(MotoServer moto)
{
    private const string Arn = "arn:aws:events:us-east-1:123456789012:event-bus/operations";

    private static readonly Notification _notification = new(
        "Throttled: orders", "orders is throttled", """{"symptom":"Throttled","account":"123456789012"}""", Symptom.Throttled, Severity.Critical, "function/orders")
    {
        Reason = NotificationReason.Repeated,
        At = Samples.Noon,
        ResourceArn = "arn:aws:lambda:us-east-1:123456789012:function:orders",
    };

    [Fact]
    public async Task A_rule_of_the_bus_brings_the_message_to_a_queue_where_the_AWS_CLI_reads_it()
    {
        moto.Require();
        Task<JsonNode> Aws(params string[] arguments) => AwsCli.RunAsync(moto.Url, arguments);
        var queue = (string)(await Aws("sqs", "create-queue", "--queue-name", "bus-inbox"))["QueueUrl"]!;
        await Aws("events", "create-event-bus", "--name", "operations");
        await Aws("events", "put-rule", "--name", "critical", "--event-bus-name", "operations",
            "--event-pattern", """{"source":["watchdog"],"detail":{"symptom":["Throttled"]}}""");
        await Aws("events", "put-targets", "--rule", "critical", "--event-bus-name", "operations", "--targets", "Id=inbox,Arn=arn:aws:sqs:us-east-1:123456789012:bus-inbox");

        using var events = Clients.EventBridge(moto.Url);
        var bus = new CentralBus(events, Arn);
        await bus.PutAsync(_notification with { Json = """{"symptom":"Backpressure"}""", ResourceArn = null }, TestContext.Current.CancellationToken);
        await bus.PutAsync(_notification, TestContext.Current.CancellationToken);

        var received = await Aws("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10");
        var message = JsonNode.Parse((string)Assert.Single(received["Messages"]!.AsArray())!["Body"]!)!;
        Assert.Equal(("watchdog", "Watchdog Incident Repeated"), ((string)message["source"]!, (string)message["detail-type"]!));
        Assert.Equal(_notification.Json, message["detail"]!.ToJsonString());
        Assert.Equal([_notification.ResourceArn], message["resources"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task The_event_is_of_the_tick_and_of_the_bus_by_its_ARN()
    {
        await using var aws = new Responder(new Answer("""{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}"""));
        using var events = Clients.EventBridge(aws.Url);
        await new CentralBus(events, Arn).PutAsync(_notification, TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync(
            "events",
            "PutEvents",
            "json",
            $$"""
            {"Entries": [{"EventBusName": "{{Arn}}", "Source": "watchdog", "DetailType": "Watchdog Incident Repeated", "Time": {{Samples.Noon.ToUnixTimeSeconds()}},
              "Detail": "{\"symptom\":\"Throttled\",\"account\":\"123456789012\"}", "Resources": ["{{_notification.ResourceArn}}"]}]}
            """,
            aws.Request);
    }

    [Fact]
    public async Task An_entry_that_fails_is_an_error_although_the_call_succeeds()
    {
        await using var aws = new Responder(new Answer(
            """{"FailedEntryCount":1,"Entries":[{"ErrorCode":"AccessDeniedException","ErrorMessage":"Not for this account."}]}"""));
        using var events = Clients.EventBridge(aws.Url);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new CentralBus(events, Arn).PutAsync(_notification, TestContext.Current.CancellationToken));
        Assert.Equal($"{Arn} did not take the event: AccessDeniedException: Not for this account.", error.Message);
    }
}
