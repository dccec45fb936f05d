using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Watchdog.Aws.Account;

/// <summary>Reads the attributes of many queues.</summary>
internal static class QueueAttributes
{
    /// <returns>By URL; a queue that has been deleted meanwhile is left out.</returns>
    public static async Task<IReadOnlyDictionary<string, Dictionary<string, string>>> ReadAsync(
        IAmazonSQS sqs, IEnumerable<string> urls, List<string> names, int parallelism, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<string, Dictionary<string, string>>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(urls, options, async (url, token) =>
        {
            if (await ReadOneAsync(sqs, url, names, token) is { } attributes)
                found[url] = attributes;
        });
        return found;
    }

    private static async Task<Dictionary<string, string>?> ReadOneAsync(
        IAmazonSQS sqs, string url, List<string> names, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await sqs.GetQueueAttributesAsync(
                new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = names }, cancellationToken);
            return answer.Attributes ?? [];
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }
}
