using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>What is merely not as recommended. Most accounts are full of it; who wants to read it finds it in the log.</summary>
public static class ConfigurationNotices
{
    /// <summary>AWS's recommendation for a queue that a function reads: room for the retries of a throttled batch.</summary>
    private const int RecommendedTimeouts = 6;

    /// <summary>AWS's recommendation: fewer receives give messages up that were only refused concurrency a few times.</summary>
    private const int RecommendedReceives = 5;

    public static IEnumerable<Notice> Of(Inventory inventory)
    {
        foreach (var queue in inventory.Queues.OrderBy(q => q.Name, StringComparer.Ordinal))
        {
            var consumers = inventory.MappingsFrom(queue.Arn).Where(m => !m.IsDisabled).ToArray();
            foreach (var mapping in consumers)
                if (inventory.FindFunction(mapping.FunctionName) is { } function && IsShort(queue, mapping, function))
                    yield return new Notice(
                        queue.Id,
                        $"the visibility timeout of {Say.Duration(queue.VisibilityTimeout)} is less than {RecommendedTimeouts} times the timeout of {function.Name}, " +
                        $"{Say.Duration(function.Timeout)}, and the batching window");
            var isDeadLetterQueue = inventory.IsDeadLetterQueue(queue);
            if (consumers.Length > 0 && queue.Redrive is null && !isDeadLetterQueue)
                yield return new Notice(queue.Id, "there is no dead-letter queue: a message that always fails is tried until its retention ends");
            if (consumers.Length > 0 && queue.Redrive is { MaxReceiveCount: > 1 and < RecommendedReceives } redrive)
                yield return new Notice(queue.Id, $"a message is given up after {redrive.MaxReceiveCount} receives; {RecommendedReceives} or more leave room for throttling");
            if (queue.Redrive is { } policy && !queue.Fifo && inventory.FindQueueByArn(policy.DeadLetterQueueArn) is { } letters && letters.Retention <= queue.Retention)
                yield return new Notice(
                    letters.Id,
                    $"its retention of {Say.Duration(letters.Retention)} is not longer than that of {queue.Name}, {Say.Duration(queue.Retention)}, and a dead letter keeps its age");
        }
        foreach (var mapping in inventory.Mappings.Where(m => !m.IsDisabled).OrderBy(m => m.FunctionName, StringComparer.Ordinal).ThenBy(m => m.Uuid, StringComparer.Ordinal))
            if (BatchSizes.Of(mapping.SourceArn) is { } sizes && mapping.BatchSize == sizes.Default)
                yield return new Notice(
                    ResourceId.Function(mapping.FunctionName),
                    $"the batch size of {NameOf(mapping)} is the default of {sizes.Source}, {sizes.Default}, of at most {Say.Number(sizes.Maximum)}");
    }

    /// <summary>The source as its owner names it.</summary>
    internal static string NameOf(EventSourceMapping mapping) =>
        Topology.EventSources.FromMapping(mapping.SourceArn)?.ToString() ?? mapping.SourceArn;

    // Less than one timeout is trouble and told: Misconfiguration.
    private static bool IsShort(Queue queue, EventSourceMapping mapping, Function function) =>
        queue.VisibilityTimeout >= function.Timeout && queue.VisibilityTimeout < RecommendedTimeouts * function.Timeout + mapping.BatchingWindow;
}
