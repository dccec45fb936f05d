using System.Collections.Immutable;

namespace Watchdog.Core.Resources;

/// <summary>The account's limits of concurrent executions, in executions.</summary>
/// <param name="ConcurrentExecutions">The account's limit in this region.</param>
/// <param name="UnreservedConcurrentExecutions">The limit less all reservations: the pool that functions without a reservation share.</param>
public sealed record AccountLimits(int ConcurrentExecutions, int UnreservedConcurrentExecutions);

/// <summary>What exists in the account and region, as of one moment.</summary>
public sealed record Inventory(
    ImmutableArray<Function> Functions,
    ImmutableArray<Queue> Queues,
    ImmutableArray<EventSourceMapping> Mappings,
    AccountLimits Limits)
{
    /// <summary>The streams that some mapping reads.</summary>
    public ImmutableArray<EventStream> Streams { get; init; } = [];

    public Function? FindFunction(string name) => Functions.FirstOrDefault(f => f.Name == name);

    public Queue? FindQueueByArn(string arn) => Queues.FirstOrDefault(q => q.Arn == arn);

    /// <summary>The mappings that read from a queue or stream.</summary>
    public IEnumerable<EventSourceMapping> MappingsFrom(string sourceArn) => Mappings.Where(m => m.SourceArn == sourceArn);

    /// <summary>The mappings that invoke a function.</summary>
    public IEnumerable<EventSourceMapping> MappingsTo(string functionName) => Mappings.Where(m => m.FunctionName == functionName);

    /// <summary>Whether another queue names this one in its redrive policy.</summary>
    public bool IsDeadLetterQueue(Queue queue) => Queues.Any(q => q.Redrive?.DeadLetterQueueArn == queue.Arn);
}
