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

        Assert.Equal(7, all.QueueUrls.Count);
        Assert.Equal(["reports", "reports-dlq"], reports.QueueUrls.Select(u => u.Split('/')[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_official_SQS_client_gets_back_what_it_sent_and_deletes_it()
    {
        var url = (await _sqs.GetQueueUrlAsync("emails-dlq", TestContext.Current.CancellationToken)).QueueUrl;

        var sent = await _sqs.SendMessageAsync(new SendMessageRequest(url, "grüße & <tags>"), TestContext.Current.CancellationToken);
        var received = await _sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10 }, TestContext.Current.CancellationToken);
        var message = Assert.Single(received.Messages);
        var inFlight = await AttributesAsync(url);
        await _sqs.DeleteMessageAsync(url, message.ReceiptHandle, TestContext.Current.CancellationToken);
        var gone = await AttributesAsync(url);

        Assert.Equal((sent.MessageId, "grüße & <tags>"), (message.MessageId, message.Body));
        Assert.Equal((0, 1), inFlight);
        Assert.Equal((0, 0), gone);
    }

    [Fact]
    public async Task The_official_SQS_client_gets_its_own_exception_for_a_queue_that_is_not_there()
    {
        var error = await Assert.ThrowsAsync<QueueDoesNotExistException>(
            () => _sqs.GetQueueUrlAsync("no-such-queue", TestContext.Current.CancellationToken));

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, error.StatusCode);
    }

    private async Task<(int Visible, int InFlight)> AttributesAsync(string url)
    {
        var attributes = await _sqs.GetQueueAttributesAsync(url, ["All"], TestContext.Current.CancellationToken);
        return (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible);
    }
}
