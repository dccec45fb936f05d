using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Sqs;

/// <summary>What clients do with messages shows in the counts of the simulated queue, and what the simulation does shows to clients.</summary>
public sealed class MessageCountsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AmazonSQSClient Client(TestWire wire) => new(
        new BasicAWSCredentials(TestWire.AccessKeyId, TestWire.Secret),
        new AmazonSQSConfig { ServiceURL = wire.Endpoint, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static async Task<(int Visible, int NotVisible, int Delayed)> CountsAsync(AmazonSQSClient sqs, string url)
    {
        var counts = await sqs.GetQueueAttributesAsync(url, ["All"], Token);
        return (counts.ApproximateNumberOfMessages, counts.ApproximateNumberOfMessagesNotVisible, counts.ApproximateNumberOfMessagesDelayed);
    }

    [Fact]
    public async Task A_received_message_is_not_visible_and_comes_back_until_it_is_deleted()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        await sqs.SendMessageAsync(url, "hello", Token);
        Assert.Equal((1, 0, 0), await CountsAsync(sqs, url));
        var request = new ReceiveMessageRequest(url) { MessageSystemAttributeNames = ["ApproximateReceiveCount"] };
        Assert.Single((await sqs.ReceiveMessageAsync(request, Token)).Messages);
        Assert.Equal((0, 1, 0), await CountsAsync(sqs, url));

        wire.Account.Advance(queue.VisibilityTimeout);
        Assert.Equal((1, 0, 0), await CountsAsync(sqs, url));
        var again = Assert.Single((await sqs.ReceiveMessageAsync(request, Token)).Messages);
        Assert.Equal(("hello", "2"), (again.Body, again.Attributes["ApproximateReceiveCount"]));
        await sqs.DeleteMessageAsync(url, again.ReceiptHandle, Token);
        Assert.Equal((0, 0, 0), await CountsAsync(sqs, url));
        Assert.Equal((1, 2, 1), (queue.Totals.Sent, queue.Totals.Received, queue.Totals.Deleted));
    }

    [Fact]
    public async Task Long_polling_an_empty_queue_answers_at_once_and_is_an_empty_receive()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        var before = wire.Account.Now;
        var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { WaitTimeSeconds = 20 }, Token);
        Assert.Empty(received.Messages ?? []);
        Assert.Equal((1, before), (queue.Totals.EmptyReceives, wire.Account.Now));
    }

    [Fact]
    public async Task A_message_that_was_received_too_often_is_found_on_the_dead_letter_queue()
    {
        await using var wire = await TestWire.StartAsync();
        var dead = wire.AddQueue("work-dlq");
        wire.AddQueue("work");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        var deadUrl = (await sqs.GetQueueUrlAsync("work-dlq", Token)).QueueUrl;
        await sqs.SetQueueAttributesAsync(
            url,
            new Dictionary<string, string> { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":2}""" },
            Token);
        var sent = await sqs.SendMessageAsync(url, "poison", Token);
        var atOnce = new ReceiveMessageRequest(url) { VisibilityTimeout = 0 };
        for (var i = 0; i < 2; i++)
            Assert.Single((await sqs.ReceiveMessageAsync(atOnce, Token)).Messages);
        Assert.Equal((1, 0, 0), await CountsAsync(sqs, url));

        Assert.Empty((await sqs.ReceiveMessageAsync(atOnce, Token)).Messages ?? []);
        Assert.Equal((0, 0, 0), await CountsAsync(sqs, url));
        Assert.Equal((1, 0, 0), await CountsAsync(sqs, deadUrl));
        var found = Assert.Single((await sqs.ReceiveMessageAsync(deadUrl, Token)).Messages);
        Assert.Equal((sent.MessageId, "poison"), (found.MessageId, found.Body));
    }

    [Fact]
    public async Task A_handle_whose_message_was_purged_or_came_back_deletes_nothing_else()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        await sqs.SendMessageBatchAsync(url, [new("a", "a"), new("b", "b")], Token);
        var old = Assert.Single((await sqs.ReceiveMessageAsync(url, Token)).Messages);
        queue.Purge();
        await sqs.SendMessageBatchAsync(url, [new("c", "c"), new("d", "d")], Token);
        Assert.Equal(2, (await sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10 }, Token)).Messages.Count);
        await sqs.DeleteMessageAsync(url, old.ReceiptHandle, Token);
        Assert.Equal((0, 2, 0), await CountsAsync(sqs, url));
    }

    [Fact]
    public async Task Boto3_sees_delayed_received_and_deleted_messages_in_the_counts()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddQueue("work");
        const string Preamble =
            """
            s = client('sqs')
            url = s.get_queue_url(QueueName='work')['QueueUrl']
            def counts():
                a = s.get_queue_attributes(QueueUrl=url, AttributeNames=['All'])['Attributes']
                return [int(a['ApproximateNumberOfMessages' + kind]) for kind in ('', 'NotVisible', 'Delayed')]
            def receive():
                return [(m['Body'], m['Attributes']['ApproximateReceiveCount'], m['ReceiptHandle']) for m in s.receive_message(
                    QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=30, WaitTimeSeconds=20, AttributeNames=['All']).get('Messages', [])]

            """;
        var before = await Boto.RunAsync(wire, Preamble +
            """
            s.send_message(QueueUrl=url, MessageBody='now')
            s.send_message(QueueUrl=url, MessageBody='later', DelaySeconds=5)
            out['sent'] = counts()
            out['received'] = [m[:2] for m in receive()]
            out['then'] = counts()
            out['again'] = receive()
            """);
        Assert.Equal("""{"sent":[1,0,1],"received":[["now","1"]],"then":[0,1,1],"again":[]}""", before.ToJsonString());

        wire.Account.Advance(TimeSpan.FromSeconds(5));
        var due = await Boto.RunAsync(wire, Preamble + "out['due'] = counts()\n");
        Assert.Equal("""{"due":[1,1,0]}""", due.ToJsonString());

        wire.Account.Advance(TimeSpan.FromSeconds(25));
        var after = await Boto.RunAsync(wire, Preamble +
            """
            out['back'] = counts()
            messages = receive()
            out['received'] = [m[:2] for m in messages]
            for m in messages:
                s.delete_message(QueueUrl=url, ReceiptHandle=m[2])
            out['deleted'] = counts()
            """);
        Assert.Equal("""{"back":[2,0,0],"received":[["now","2"],["later","1"]],"deleted":[0,0,0]}""", after.ToJsonString());
    }

    [Fact]
    public async Task A_scenarios_own_messages_can_be_looked_at_and_keep_their_ids()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        wire.Account.Advance(TimeSpan.FromSeconds(7));
        queue.Send(1000);
        var sentAt = wire.Account.Now.ToUnixTimeMilliseconds();
        wire.Account.Advance(TimeSpan.FromSeconds(3));
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        var answer = await AwsCli.RunAsync(
            wire, "sqs", "receive-message", "--queue-url", url, "--attribute-names", "All", "--visibility-timeout", "1000");
        var message = answer!["Messages"]![0]!;
        Assert.Equal("""{"simulated":true}""", (string?)message["Body"]);
        Assert.Equal($"{sentAt}", (string?)message["Attributes"]!["SentTimestamp"]);
        Assert.Equal((999, 1, 0), await CountsAsync(sqs, url));

        // Those that were received come after the others of the same second, so all have to be received to see the first again.
        wire.Account.Advance(TimeSpan.FromSeconds(1000));
        var ids = new List<string>();
        while ((await sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10 }, Token)).Messages is { Count: > 0 } more)
            ids.AddRange(more.Select(m => m.MessageId));
        Assert.Equal(1000, ids.Distinct().Count());
        Assert.Contains((string)message["MessageId"]!, ids);
    }

    [Fact]
    public async Task Consumers_of_the_simulation_use_up_the_oldest_messages_of_the_wire()
    {
        await using var wire = await TestWire.StartAsync();
        var queue = wire.AddQueue("work");
        var function = wire.AddFunction("process");
        function.ReservedConcurrency = 1;
        var mapping = wire.AddMapping("11111111-2222-4333-8444-555555555555", queue.Arn, "process");
        mapping.Change(false, null, 1);
        wire.Account.Advance(TimeSpan.FromSeconds(30));
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("work", Token)).QueueUrl;
        for (var i = 0; i < 100; i++)
        {
            await sqs.SendMessageAsync(url, $"{i}", Token);
            wire.Account.Advance(TimeSpan.FromSeconds(1));
        }

        mapping.Change(true, null, null);
        while (queue.Totals.Deleted == 0)
            wire.Account.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(queue.Visible, 1, 99);
        var next = Assert.Single((await sqs.ReceiveMessageAsync(url, Token)).Messages);
        Assert.Equal($"{queue.Totals.Received - 1}", next.Body);
    }

    [Fact]
    public async Task A_fifo_queue_keeps_its_order_when_messages_come_back()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddQueue("ordered.fifo");
        using var sqs = Client(wire);
        var url = (await sqs.GetQueueUrlAsync("ordered.fifo", Token)).QueueUrl;
        foreach (var body in (string[])["a1", "a2", "b1"])
            await sqs.SendMessageAsync(new SendMessageRequest(url, body) { MessageGroupId = body[..1], MessageDeduplicationId = body }, Token);
        async Task<string> ReceiveAsync(int most) => string.Join(' ', ((await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(url) { MaxNumberOfMessages = most, VisibilityTimeout = 10 }, Token)).Messages ?? []).Select(m => m.Body));

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("a1", await ReceiveAsync(1));
            Assert.Equal("b1", await ReceiveAsync(10));
            wire.Account.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal("a1 a2 b1", await ReceiveAsync(10));
    }
}
