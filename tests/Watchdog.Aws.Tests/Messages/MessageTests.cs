using System.Text;
using System.Text.Json.Nodes;
using Watchdog.Aws.Messages;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Messages;

public sealed class MessageTests(MotoServer moto)
{
    private static readonly Notification _notification =
        new("Throttled: orders", "orders is throttled\n▁▃█", """{"symptom":"Throttled"}""", Symptom.Throttled, Severity.Critical, "function/orders");

    [Fact]
    public async Task A_notification_reaches_a_queue_as_JSON_with_its_attributes()
    {
        var made = await moto.SeedAsync("notify-");
        using var sns = Clients.Sns(moto.Url);
        using var sqs = Clients.Sqs(moto.Url);
        var token = TestContext.Current.CancellationToken;
        await new SnsNotifier(sns, (string)made["topic"]!).SendAsync(_notification, token);
        var envelope = JsonNode.Parse(Assert.Single((await sqs.ReceiveMessageAsync((string)made["inbox"]!, token)).Messages).Body)!;
        Assert.Equal(_notification.Json, (string?)envelope["Message"]);
        Assert.Equal("Throttled: orders", (string?)envelope["Subject"]);
        var attributes = envelope["MessageAttributes"]!;
        Assert.Equal(
            ("Throttled", "critical", "function/orders"),
            ((string?)attributes["symptom"]!["Value"], (string?)attributes["severity"]!["Value"], (string?)attributes["resource"]!["Value"]));
    }

    [Fact]
    public void People_get_the_text_and_machines_the_JSON()
    {
        var message = JsonNode.Parse(MessageBody.Of(_notification))!.AsObject();
        Assert.Equal(["default", "email", "https", "lambda", "sqs"], message.Select(m => m.Key).Order());
        Assert.All((string[])["default", "email"], p => Assert.Equal(_notification.Text, (string?)message[p]));
        Assert.All((string[])["https", "lambda", "sqs"], p => Assert.Equal(_notification.Json, (string?)message[p]));
    }

    [Fact]
    public void A_JSON_that_does_not_fit_is_left_out_before_the_text_is()
    {
        var message = MessageBody.Of(_notification with { Json = new string('j', 100_000) });
        Assert.Equal(["default", "email"], JsonNode.Parse(message)!.AsObject().Select(m => m.Key).Order());
        Assert.Contains("▁▃█", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\u0001")]
    [InlineData("😀")]
    public void A_text_that_does_not_fit_is_cut_and_says_so(string character)
    {
        var text = "x" + string.Concat(Enumerable.Repeat(character, 200_000));
        var message = MessageBody.Of(_notification with { Text = text });
        Assert.True(Encoding.UTF8.GetByteCount(message) <= MessageBody.Limit);
        var kept = (string)JsonNode.Parse(message)!["email"]!;
        Assert.EndsWith("[cut: the message was longer than SNS takes]", kept, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', kept);
        Assert.True(kept.Length > 10_000);
    }

    [Fact]
    public async Task The_breaker_is_asked_without_waiting_for_it()
    {
        await using var aws = new Responder(new Answer("", 202));
        await new BreakerRequests(Clients.Lambda(aws.Url), "watchdog-CircuitBreaker")
            .RequestAsync("""{"action":"trip","function":"orders"}""", TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync(
            "lambda",
            "Invoke",
            "rest-json",
            """{"FunctionName": "watchdog-CircuitBreaker", "InvocationType": "Event", "Payload": "{\"action\":\"trip\",\"function\":\"orders\"}"}""",
            aws.Request);
    }

    [Fact]
    public async Task A_breaker_that_does_not_exist_is_an_error()
    {
        await using var aws = new Responder(new Answer(
            """{"Type":"User","Message":"Function not found"}""", 404, new() { ["x-amzn-ErrorType"] = "ResourceNotFoundException" }));
        await Assert.ThrowsAsync<Amazon.Lambda.Model.ResourceNotFoundException>(
            () => new BreakerRequests(Clients.Lambda(aws.Url), "gone").RequestAsync("{}", TestContext.Current.CancellationToken));
    }
}
