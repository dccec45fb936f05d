using Amazon.SQS;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Account;

/// <summary>GetQueueAttributes of each queue: costs as little as any SQS request, and is not delayed as CloudWatch is.</summary>
internal sealed class QueueDepthSource(IAmazonSQS sqs) : IQueueDepthSource
{
    private const int Parallelism = 16;

    public async Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken)
    {
        var attributes = await QueueAttributes.ReadAsync(
            sqs,
            queues.Select(q => q.Url),
            ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"],
            Parallelism,
            cancellationToken);
        return queues
            .Where(q => attributes.ContainsKey(q.Url))
            .ToDictionary(q => q.Name, q => QueueMapping.ToDepth(q.Name, attributes[q.Url]));
    }
}
