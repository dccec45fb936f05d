using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>
/// Remembers the topology while the process lives, until something that it is made of changes or it is a quarter of an hour old: roles
/// change without a trace in the inventory, and IAM is not to be asked every minute.
/// </summary>
public sealed class TopologyCache(IPermissionSource permissions, PushTriggerReader pushTriggers)
{
    /// <summary>How old a topology may be, where nobody asks for less or more.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    private TopologyGraph _graph = TopologyGraph.Empty;
    private TopologyBuilder _builder = new(permissions);
    private IReadOnlyCollection<PushTrigger> _pushes = [];
    private string? _madeOf;
    private DateTimeOffset _builtAt;

    /// <summary>Why edges may be missing from the last answer; null when none are.</summary>
    public string? Gap => pushTriggers.Gap;

    public async Task<TopologyGraph> GetAsync(
        Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken, TimeSpan? maximumAge = null)
    {
        var pushes = await pushTriggers.ReadAsync(inventory, now, cancellationToken);
        var madeOf = string.Join('\n',
            inventory.Functions.Select(f => $"{f.Name} {f.RoleArn} {f.LastModified:O}")
                .Concat(inventory.Mappings.Select(m => $"{m.Uuid} {m.SourceArn} {m.FunctionName} {m.State}"))
                .Concat(inventory.Queues.Select(q => $"{q.Arn} {q.Redrive?.DeadLetterQueueArn}")));
        var isOld = madeOf != _madeOf || now - _builtAt >= (maximumAge ?? MaximumAge) || now < _builtAt;
        if (!isOld && _pushes.SequenceEqual(pushes))
            return _graph;
        // Push triggers become known slice by slice: each asks IAM about what it brings, and not about all the account again.
        var builder = isOld ? new TopologyBuilder(new RoleAnswers(permissions)) : _builder;
        _graph = await builder.BuildAsync(inventory, pushes, cancellationToken);
        (_builder, _pushes) = (builder, [.. pushes]);
        if (isOld)
            (_madeOf, _builtAt) = (madeOf, now);
        return _graph;
    }
}
