using System.Text.Json.Nodes;
using Amazon.SimpleNotificationService.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.SimpleNotificationService;

public sealed class SnsTests(MotoServer moto)
{
    private const string Published =
        """<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>""";

    [Fact]
    public async Task Publish_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer(Published));
        var response = await Clients.Sns(aws.Url).PublishAsync(
            new PublishRequest
            {
                TopicArn = "arn:aws:sns:us-east-1:123456789012:t",
                Subject = "a & b",
                Message = "Grüße +%\n*~'()",
                MessageStructure = "json",
                MessageAttributes = new() { ["severity"] = new() { DataType = "String", StringValue = "critical" }, ["raw"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2]) } },
            },
            TestContext.Current.CancellationToken);
        Assert.Equal("m-1", response.MessageId);
        Assert.Null(response.SequenceNumber);
        Assert.Equal("r-1", response.ResponseMetadata.RequestId);
        await BotocoreJudge.AgreesAsync("sns", "Publish", "query", """
            {"TopicArn": "arn:aws:sns:us-east-1:123456789012:t", "Subject": "a & b", "Message": "Grüße +%\n*~'()", "MessageStructure": "json",
             "MessageAttributes": {"severity": {"DataType": "String", "StringValue": "critical"}, "raw": {"DataType": "Binary", "BinaryValue": "\u0001\u0002"}}}
            """, aws.Request);
    }

    [Fact]
    public async Task A_published_message_reaches_a_subscribed_queue_with_its_attributes()
    {
        var made = await moto.SeedAsync("compat-sns-");
        using var sns = Clients.Sns(moto.Url);
        using var sqs = Clients.Sqs(moto.Url);
        var token = TestContext.Current.CancellationToken;
        await sns.PublishAsync(
            new PublishRequest
            {
                TopicArn = (string)made["topic"]!,
                Subject = "s",
                Message = """{"default":"d","sqs":"q"}""",
                MessageStructure = "json",
                MessageAttributes = new() { ["symptom"] = new() { DataType = "String", StringValue = "Throttled" } },
            },
            token);
        var received = await sqs.ReceiveMessageAsync((string)made["inbox"]!, token);
        var envelope = JsonNode.Parse(Assert.Single(received.Messages).Body)!;
        Assert.Equal("q", (string?)envelope["Message"]);
        Assert.Equal("s", (string?)envelope["Subject"]);
        Assert.Equal("Throttled", (string?)envelope["MessageAttributes"]!["symptom"]!["Value"]);
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_a_NotFoundException()
    {
        moto.Require();
        using var sns = Clients.Sns(moto.Url);
        var error = await Assert.ThrowsAsync<NotFoundException>(() => sns.PublishAsync(
            new PublishRequest("arn:aws:sns:us-east-1:123456789012:nobody", "m"), TestContext.Current.CancellationToken));
        Assert.Equal("NotFound", error.ErrorCode);
    }
}
