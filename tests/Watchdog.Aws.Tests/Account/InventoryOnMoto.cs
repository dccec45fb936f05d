using Amazon.SQS.Model;
using Watchdog.Aws.Account;
using Watchdog.Aws.Tests.Support;
using Watchdog.Core.Resources;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Account;

public sealed class InventoryOnMoto(MotoServer moto)
{
    [Fact]
    public async Task Functions_queues_and_mappings_are_listed_with_what_the_detectors_need()
    {
        var made = await moto.SeedAsync("inventory-");
        using var lambda = new LambdaOnMoto(moto.Url);
        using var sqs = Clients.Sqs(moto.Url);
        using var kinesis = Clients.Kinesis(moto.Url);
        var inventory = await new InventorySource(lambda, sqs, kinesis).ReadAsync(TestContext.Current.CancellationToken);

        var function = inventory.FindFunction("inventory-process")!;
        Assert.Equal((string)made["process"]!, function.Arn);
        Assert.Equal((string)made["role"]!, function.RoleArn);
        Assert.Equal(TimeSpan.FromSeconds(60), function.Timeout);
        Assert.Equal(256, function.MemoryMegabytes);
        Assert.Equal((string)made["work"]!, function.Environment["QUEUE_URL"]);
        Assert.Empty(inventory.FindFunction("inventory-other")!.Environment);
        Assert.InRange(function.LastModified, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));

        var work = Assert.Single(inventory.Queues, q => q.Name == "inventory-work");
        Assert.Equal((string)made["workArn"]!, work.Arn);
        Assert.Equal((TimeSpan.FromSeconds(180), TimeSpan.FromDays(4), false), (work.VisibilityTimeout, work.Retention, work.Fifo));
        Assert.Equal(new Watchdog.Core.Resources.RedrivePolicy((string)made["dlqArn"]!, 5), work.Redrive);
        var dlq = Assert.Single(inventory.Queues, q => q.Name == "inventory-work-dlq");
        Assert.Null(dlq.Redrive);
        Assert.True(inventory.IsDeadLetterQueue(dlq));
        Assert.True(Assert.Single(inventory.Queues, q => q.Name == "inventory-orders.fifo").Fifo);

        var mapping = Assert.Single(inventory.MappingsFrom(work.Arn));
        Assert.Equal(
            new EventSourceMapping((string)made["mapping"]!, work.Arn, "inventory-process", null, "Enabled", 7, TimeSpan.FromSeconds(3), null, true), mapping);
        Assert.Equal(new AccountLimits(1000, 900), inventory.Limits);
    }

    [Fact]
    public async Task Streams_are_those_that_a_mapping_reads_and_each_mapping_says_how()
    {
        var made = await moto.SeedAsync("streams-");
        using var lambda = new LambdaOnMoto(moto.Url);
        using var sqs = Clients.Sqs(moto.Url);
        using var kinesis = Clients.Kinesis(moto.Url);
        var inventory = await new InventorySource(lambda, sqs, kinesis).ReadAsync(TestContext.Current.CancellationToken);

        var (stream, tableStream) = ((string)made["stream"]!, (string)made["tableStream"]!);
        Assert.Equal(
            [
                new(new ResourceId(ResourceKind.Stream, "streams-clicks"), stream, TimeSpan.FromHours(48)),
                new(new ResourceId(ResourceKind.Table, "streams-orders"), tableStream, TimeSpan.FromHours(24)),
            ],
            inventory.Streams.Where(s => s.Id.Name.StartsWith("streams-", StringComparison.Ordinal)).OrderBy(s => s.Id.Kind));
        Assert.Equal(new StreamReading(3, TimeSpan.FromHours(1), 5, true, true), Assert.Single(inventory.MappingsFrom(stream)).Stream);
        Assert.Equal(new StreamReading(1, null, null, false, false), Assert.Single(inventory.MappingsFrom(tableStream)).Stream);
        Assert.Null(Assert.Single(inventory.MappingsFrom((string)made["workArn"]!)).Stream);
    }

    [Fact]
    public async Task Depth_is_read_from_SQS_and_a_queue_that_has_gone_is_left_out()
    {
        var made = await moto.SeedAsync("depth-");
        using var sqs = Clients.Sqs(moto.Url);
        var token = TestContext.Current.CancellationToken;
        // A queue without a mapping: moto's own poller would empty the other.
        var url = (string)made["inbox"]!;
        for (var i = 0; i < 3; i++)
            await sqs.SendMessageAsync(url, "m", token);
        await sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = url, MessageBody = "later", DelaySeconds = 900 }, token);
        await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 1, VisibilityTimeout = 900 }, token);
        Queue[] queues = [Of("depth-inbox", url), Of("depth-gone", url.Replace("depth-inbox", "depth-gone", StringComparison.Ordinal))];

        var depths = await new QueueDepthSource(sqs).ReadAsync(queues, token);
        Assert.Equal(new QueueDepth(2, 1, 1), Assert.Single(depths, d => d.Key == "depth-inbox").Value);
        Assert.Single(depths);
    }

    private static Queue Of(string name, string url) =>
        new(name, $"arn:aws:sqs:us-east-1:123456789012:{name}", url, TimeSpan.Zero, TimeSpan.Zero, false, null);
}
