using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Topology;

/// <summary>
/// Draws the graph of triggers and writes, asking IAM only about what can lie on a loop: functions that have a trigger, and sources that
/// lead to a function. IAM is asked once for each role, whatever number of functions share it.
/// </summary>
public sealed class TopologyBuilder(IPermissionSource permissions)
{
    /// <param name="pushTriggers">The buckets, topics and rules that are known to call functions.</param>
    public async Task<TopologyGraph> BuildAsync(
        Inventory inventory, IReadOnlyCollection<PushTrigger> pushTriggers, CancellationToken cancellationToken)
    {
        var triggers = Triggers(inventory, pushTriggers);
        var deadLetters = DeadLetters(inventory, [.. triggers.Select(t => t.Source)]);
        ImmutableArray<EventSource> targets =
        [
            .. triggers.Select(t => t.Source)
                // Nobody writes to a rule: it comes from a bus, a schedule or another account, and no permission on the rule says which.
                .Where(source => source.Id.Kind is not ResourceKind.Rule)
                .Concat(deadLetters.Select(d => d.Queue))
                .Distinct()
                .OrderBy(t => t.Arn, StringComparer.Ordinal),
        ];
        var triggered = triggers.Select(t => t.Function).ToHashSet(StringComparer.Ordinal);
        var writers = inventory.Functions.Where(f => triggered.Contains(f.Name)).OrderBy(f => f.Name, StringComparer.Ordinal);

        var writes = ImmutableArray.CreateBuilder<WriteEdge>();
        if (targets.Length > 0)
        {
            string[] arns = [.. targets.Select(t => t.Arn)];
            foreach (var byRole in writers.GroupBy(f => f.RoleArn, StringComparer.Ordinal))
            {
                var writable = await permissions.WritableAsync(byRole.Key, arns, cancellationToken);
                foreach (var function in byRole)
                {
                    var environment = new EnvironmentReferences(function.Environment);
                    writes.AddRange(targets.Select(t => Write(function.Name, t, writable, environment.VariableNaming(t))).OfType<WriteEdge>());
                }
            }
        }
        return new TopologyGraph(triggers, writes.ToImmutable(), deadLetters);
    }

    private static ImmutableArray<TriggerEdge> Triggers(Inventory inventory, IReadOnlyCollection<PushTrigger> pushTriggers) =>
    [
        .. from mapping in inventory.Mappings
           let source = EventSources.FromMapping(mapping.SourceArn)
           where source is not null
           orderby mapping.FunctionName, mapping.Uuid
           select new TriggerEdge(source, mapping.FunctionName, mapping.Uuid, mapping.State is not ("Disabled" or "Disabling" or "Deleting")),
        .. from push in pushTriggers
           // By whatever qualifier it calls: the code of each may write back.
           group push by (push.Source, push.SourceArn, push.Function) into one
           orderby one.Key.Function, one.Key.SourceArn
           select new TriggerEdge(new EventSource(one.Key.Source, one.Key.SourceArn), one.Key.Function, MappingUuid: null, Enabled: true),
    ];

    /// <summary>The hand-overs that lead, maybe through further dead-letter queues, to a queue that triggers a function.</summary>
    private static ImmutableArray<DeadLetterEdge> DeadLetters(Inventory inventory, HashSet<EventSource> triggering)
    {
        var reaching = new HashSet<EventSource>(triggering);
        var edges = inventory.Queues
            .Where(q => q.Redrive is not null)
            .Select(q => (Queue: EventSources.FromMapping(q.Arn), DeadLetters: EventSources.FromMapping(q.Redrive!.DeadLetterQueueArn)))
            .Where(e => e is { Queue: not null, DeadLetters: not null })
            .Select(e => new DeadLetterEdge(e.Queue!, e.DeadLetters!))
            .OrderBy(e => e.Queue.Arn, StringComparer.Ordinal)
            .ToList();
        while (edges.Any(e => reaching.Contains(e.DeadLetterQueue) && reaching.Add(e.Queue)))
        {
            // Each round adds one queue more; it ends when a round adds none.
        }
        return [.. edges.Where(e => reaching.Contains(e.DeadLetterQueue))];
    }

    private static WriteEdge? Write(string function, EventSource target, IReadOnlySet<string>? writable, string? variable) =>
        (writable?.Contains(target.Arn), variable) switch
        {
            (true, not null) => new WriteEdge(function, target, WriteEvidence.RoleAndEnvironment, variable),
            (true, null) => new WriteEdge(function, target, WriteEvidence.Role, null),
            (null, not null) => new WriteEdge(function, target, WriteEvidence.EnvironmentAlone, variable),
            _ => null, // The role forbids it, whatever the environment says; or nothing speaks for it.
        };
}
