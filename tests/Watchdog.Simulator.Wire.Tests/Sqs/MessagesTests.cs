using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Sqs;

/// <summary>Messages over the wire, mostly by the official client for .NET, which checks the MD5 sums of what it sends and gets.</summary>
public sealed class MessagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AmazonSQSClient Client(TestWire wire) => new(
        new BasicAWSCredentials(TestWire.AccessKeyId, TestWire.Secret),
        new AmazonSQSConfig { ServiceURL = wire.Endpoint, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    [Fact]
    public async Task A_message_is_sent_received_and_deleted()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        var sent = await sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "grüße 🐕",
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["severity"] = new() { DataType = "String", StringValue = "critical" },
                    ["bytes"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2, 3]) },
                    ["count"] = new() { DataType = "Number.int", StringValue = "3" },
                },
            },
            Token);
        Assert.Equal(1, queue.Visible);

        var received = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10, MessageAttributeNames = ["All"], MessageSystemAttributeNames = ["All"] }, Token);
        var message = Assert.Single(received.Messages);
        Assert.Equal((sent.MessageId, "grüße 🐕"), (message.MessageId, message.Body));
        Assert.Equal(sent.MD5OfMessageAttributes, message.MD5OfMessageAttributes);
        Assert.Equal("critical", message.MessageAttributes["severity"].StringValue);
        Assert.Equal([1, 2, 3], message.MessageAttributes["bytes"].BinaryValue.ToArray());
        Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]);
        Assert.Equal(
            wire.Account.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), message.Attributes["SentTimestamp"]);

        Assert.Empty((await sqs.ReceiveMessageAsync(url, Token)).Messages ?? []);
        await sqs.DeleteMessageAsync(url, message.ReceiptHandle, Token);
        wire.Account.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await sqs.ReceiveMessageAsync(url, Token)).Messages ?? []);
    }

    [Fact]
    public async Task A_message_that_is_not_deleted_comes_back_after_its_visibility_timeout()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddQueue("work");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        await sqs.SendMessageAsync(url, "once", Token);
        var request = new ReceiveMessageRequest(url) { VisibilityTimeout = 10, MessageSystemAttributeNames = ["ApproximateReceiveCount"] };
        var first = Assert.Single((await sqs.ReceiveMessageAsync(request, Token)).Messages);
        wire.Account.Advance(TimeSpan.FromSeconds(10));
        var second = Assert.Single((await sqs.ReceiveMessageAsync(request, Token)).Messages);

        Assert.Equal((first.MessageId, "2"), (second.MessageId, second.Attributes["ApproximateReceiveCount"]));
        Assert.NotEqual(first.ReceiptHandle, second.ReceiptHandle);
        await sqs.DeleteMessageAsync(url, first.ReceiptHandle, Token);
        wire.Account.Advance(TimeSpan.FromSeconds(10));
        Assert.Single((await sqs.ReceiveMessageAsync(request, Token)).Messages);
    }

    [Fact]
    public async Task Entries_of_a_batch_fail_one_by_one()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        var answer = await sqs.SendMessageBatchAsync(
            url, [new("good", "hello"), new("bad", "a\u0001b"), new("late", "later") { DelaySeconds = 901 }], Token);

        Assert.Equal("good", Assert.Single(answer.Successful).Id);
        Assert.Equal(["bad InvalidMessageContents", "late InvalidParameterValue"], answer.Failed.Select(f => $"{f.Id} {f.Code}"));
        Assert.Equal(1, queue.Visible);
    }

    [Fact]
    public async Task A_batch_that_is_wrong_as_a_whole_sends_nothing()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        var outcome = await Boto.RunAsync(wire,
            """
            s = client('sqs')
            url = s.get_queue_url(QueueName='work')['QueueUrl']
            def code(ids, body='x'):
                return error(s.send_message_batch, QueueUrl=url, Entries=[{'Id': i, 'MessageBody': body} for i in ids])['code']
            out = [code([]), code([str(i) for i in range(11)]), code(['a', 'a']), code(['a b']), code(['a', 'b'], 'x' * 600000),
                   error(s.send_message, QueueUrl=url, MessageBody='x' * (1024 * 1024 + 1))['code']]
            """);

        const string Legacy = "AWS.SimpleQueueService.";
        Assert.Equal(
            [$"{Legacy}EmptyBatchRequest", $"{Legacy}TooManyEntriesInBatchRequest", $"{Legacy}BatchEntryIdsNotDistinct", $"{Legacy}InvalidBatchEntryId", $"{Legacy}BatchRequestTooLong", "InvalidParameterValue"],
            outcome.AsArray().Select(c => (string?)c));
        Assert.Equal(0, queue.Visible);
    }

    [Fact]
    public async Task A_fifo_queue_orders_its_groups_and_drops_duplicates()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("ordered.fifo");
        var outcome = await Boto.RunAsync(wire,
            """
            s = client('sqs')
            url = s.get_queue_url(QueueName='ordered.fifo')['QueueUrl']
            send = lambda body, group, key: s.send_message(QueueUrl=url, MessageBody=body, MessageGroupId=group, MessageDeduplicationId=key)
            a1, a2, again, b1 = send('a1', 'a', '1'), send('a2', 'a', '2'), send('a1', 'a', '1'), send('b1', 'b', '3')
            receive = lambda n: [m['Body'] for m in s.receive_message(QueueUrl=url, MaxNumberOfMessages=n).get('Messages', [])]
            out['duplicate'] = a1['MessageId'] == again['MessageId']
            out['sequence'] = a1['SequenceNumber'] < a2['SequenceNumber'] < b1['SequenceNumber']
            out['received'] = [receive(1), receive(10), receive(10)]
            out['no group'] = error(s.send_message, QueueUrl=url, MessageBody='x')['code']
            """);

        Assert.Equal(true, (bool?)outcome["duplicate"]);
        Assert.Equal(true, (bool?)outcome["sequence"]);
        Assert.Equal("""[["a1"],["b1"],[]]""", outcome["received"]!.ToJsonString());
        Assert.Equal("MissingParameter", (string?)outcome["no group"]);
        Assert.Equal(3, queue.Visible + queue.InFlight);
    }

    [Fact]
    public async Task A_queue_is_purged_at_most_once_a_minute()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        queue.Send(5);
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        await sqs.SendMessageAsync(url, "lost", Token);
        await sqs.PurgeQueueAsync(url, Token);
        Assert.Equal(0, queue.Visible);
        Assert.Empty((await sqs.ReceiveMessageAsync(url, Token)).Messages ?? []);

        await Assert.ThrowsAsync<PurgeQueueInProgressException>(() => sqs.PurgeQueueAsync(url, Token));
        wire.Account.Advance(TimeSpan.FromSeconds(60));
        await sqs.PurgeQueueAsync(url, Token);
    }

    [Fact]
    public async Task The_official_client_throws_its_own_exceptions()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddQueue("work");
        using var sqs = Client(wire);
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => sqs.GetQueueUrlAsync("none", Token));
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        await Assert.ThrowsAsync<ReceiptHandleIsInvalidException>(() => sqs.DeleteMessageAsync(url, "not-a-handle", Token));
        var range = await Assert.ThrowsAsync<AmazonSQSException>(
            () => sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { MaxNumberOfMessages = 11 }, Token));
        Assert.Equal("InvalidParameterValue", range.ErrorCode);
    }
}
