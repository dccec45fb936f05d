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

    /// <summary>The points of each query with a period of one hour, oldest first; an hour without a point is left out.</summary>
    /// <param name="start">On a whole hour, UTC.</param>
    /// <param name="end">On a whole hour, UTC; not part of it.</param>
    Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken);

    /// <summary>The sets of dimensions under which a metric was published in the last two weeks.</summary>
    Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken);
}

/// <summary>What has been published of functions, and who may call them.</summary>
public interface IVersionSource
{
    /// <summary>Versions, aliases and provisioned concurrency.</summary>
    /// <returns>Null when there is no such function.</returns>
    Task<FunctionVersions?> ReadVersionsAsync(string functionName, CancellationToken cancellationToken);

    /// <summary>The buckets, topics and rules that a resource policy of the function, or of one of its qualifiers, lets call it.</summary>
    /// <param name="qualifiers">Versions and aliases whose own policies are read as well.</param>
    Task<IReadOnlyList<PushTrigger>> ReadTriggersAsync(
        string functionName, IReadOnlyCollection<string> qualifiers, CancellationToken cancellationToken);
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
