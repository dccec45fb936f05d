using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Ports;

/// <summary>What exists.</summary>
public interface IInventorySource
{
    /// <summary>All functions, queues and mappings of the account and region, every page of them.</summary>
    Task<Inventory> ReadAsync(CancellationToken cancellationToken);

    /// <returns>Null when there is no such function.</returns>
    Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken);
}

/// <summary>CloudWatch's metrics.</summary>
public interface IMetricSource
{
    /// <summary>The series of each query over the window, with a period of one minute; a query without points has an empty series.</summary>
    Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken);
}

/// <summary>The counts of queues, from SQS itself.</summary>
public interface IQueueDepthSource
{
    /// <returns>The depth by queue name; a queue that has gone meanwhile is left out.</returns>
    Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken);
}

/// <summary>What a role may do.</summary>
public interface IPermissionSource
{
    /// <summary>Which of the resources a role may write to, asked of IAM.</summary>
    /// <param name="resourceArns">Queues, streams, tables, topics or buckets.</param>
    /// <returns>The ARNs of those it may write to; null when IAM refuses to say.</returns>
    Task<IReadOnlySet<string>?> WritableAsync(string roleArn, IReadOnlyCollection<string> resourceArns, CancellationToken cancellationToken);
}

/// <summary>Event source mappings, to be changed.</summary>
public interface IMappingControl
{
    /// <returns>Null when there is no such mapping.</returns>
    Task<EventSourceMapping?> FindAsync(string uuid, CancellationToken cancellationToken);

    /// <summary>Asks Lambda for a change; Lambda carries it out within seconds to minutes.</summary>
    /// <exception cref="MappingBusyException">Lambda is still carrying out an earlier change; try again later.</exception>
    Task ChangeAsync(string uuid, MappingChange change, CancellationToken cancellationToken);
}

/// <summary>Lambda refuses to change a mapping while it carries out an earlier change.</summary>
public sealed class MappingBusyException(string uuid, Exception inner)
    : Exception($"Event source mapping {uuid} is being changed already; Lambda refuses another change until that is done.", inner);
