using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Watchdog.EndToEnd.Tests.Account;

[Collection(QuietAccountCollection.Name)]
public sealed class OfficialClientsTests(QuietAccount quiet) : IDisposable
{
    private readonly AmazonSQSClient _sqs = new(
        new BasicAWSCredentials("any", "any"),
        new AmazonSQSConfig { ServiceURL = quiet.Running.Endpoint, AuthenticationRegion = "us-east-1", UseHttp = true });

    public void Dispose() => _sqs.Dispose();

    [Fact]
    public async Task The_official_SQS_client_lists_the_queues_by_their_prefix()
    {
        var all = await _sqs.ListQueuesAsync(new ListQueuesRequest(), TestContext.Current.CancellationToken);
        var reports = await _sqs.ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = "reports" }, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["emails", "emails-dlq", "orders", "orders-dlq", "reports", "reports-dlq"],
            all.QueueUrls.Select(u => u.Split('/')[^1]).Where(n => !n.StartsWith("watchdog-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(["reports", "reports-dlq"], reports.QueueUrls.Select(u => u.Split('/')[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_official_SQS_client_gets_back_what_it_sent_and_deletes_it()
    {
        var url = (await _sqs.GetQueueUrlAsync("emails-dlq", TestContext.Current.CancellationToken)).QueueUrl;

        var sent = await _sqs.SendMessageAsync(new SendMessageRequest(url, "grüße & <tags>"), TestContext.Current.CancellationToken);
        var first = Assert.Single((await ReceiveAsync(url))!);
        var again = Assert.Single((await ReceiveAsync(url, visibilityTimeout: 3_600))!);
        await _sqs.DeleteMessageAsync(url, again.ReceiptHandle, TestContext.Current.CancellationToken);

        Assert.Equal((sent.MessageId, "grüße & <tags>", "1"), (first.MessageId, first.Body, first.Attributes["ApproximateReceiveCount"]));
        Assert.Equal((sent.MessageId, "2"), (again.MessageId, again.Attributes["ApproximateReceiveCount"]));
        Assert.Null(await ReceiveAsync(url));
    }

    [Fact]
    public async Task The_official_SQS_client_gets_its_own_exception_for_a_queue_that_is_not_there()
    {
        var error = await Assert.ThrowsAsync<QueueDoesNotExistException>(
            () => _sqs.GetQueueUrlAsync("no-such-queue", TestContext.Current.CancellationToken));

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, error.StatusCode);
    }

    /// <summary>What is there; null for nothing, as this version of the SDK has it.</summary>
    /// <param name="visibilityTimeout">In simulated seconds; 0 leaves it visible for the next one.</param>
    private async Task<List<Message>?> ReceiveAsync(string url, int visibilityTimeout = 0)
    {
        var answer = await _sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10, VisibilityTimeout = visibilityTimeout, MessageSystemAttributeNames = ["All"] },
            TestContext.Current.CancellationToken);
        return answer.Messages;
    }
}
