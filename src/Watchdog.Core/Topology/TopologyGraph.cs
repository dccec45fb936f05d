using System.Collections.Immutable;

namespace Watchdog.Core.Topology;

/// <summary>The directed graph of what triggers functions and what they write to.</summary>
public sealed class TopologyGraph
{
    private readonly LoopFinder _all;
    private readonly LoopFinder _live;
    private readonly LoopFinder _named;

    public TopologyGraph(
        ImmutableArray<TriggerEdge> triggers, ImmutableArray<WriteEdge> writes, ImmutableArray<DeadLetterEdge> deadLetters)
    {
        Triggers = triggers;
        Writes = writes;
        DeadLetters = deadLetters;
        _all = new LoopFinder(triggers, writes, deadLetters);
        _live = new LoopFinder([.. triggers.Where(t => t.Enabled)], writes, deadLetters);
        _named = new LoopFinder([.. triggers.Where(t => t.Enabled)], [.. writes.Where(w => w.IsNamed)], deadLetters);
    }

    public static TopologyGraph Empty { get; } = new([], [], []);

    public ImmutableArray<TriggerEdge> Triggers { get; }

    public ImmutableArray<WriteEdge> Writes { get; }

    public ImmutableArray<DeadLetterEdge> DeadLetters { get; }

    /// <summary>The functions that lie on a loop, live or not, in alphabetical order.</summary>
    public IEnumerable<string> FunctionsOnLoops => Triggers
        .Select(t => t.Function)
        .Distinct()
        .Order(StringComparer.Ordinal)
        .Where(f => _all.MembersWith(f).Count > 0);

    /// <remarks>
    /// Of several ways round, the path takes one whose writes all are named by the environment, though another one is shorter: a role that may
    /// write to everything draws loops everywhere.
    /// </remarks>
    /// <returns>Null when nothing that the function writes comes back to it.</returns>
    public Loop? LoopThrough(string function)
    {
        var members = _all.MembersWith(function);
        if (members.Count == 0)
            return null;
        var live = _live.MembersWith(function).Count > 0;
        var finder = _named.MembersWith(function).Count > 0 ? _named : live ? _live : _all;
        var path = finder.ShortestCycle(function);
        return new Loop(
            function,
            [.. members.Where(m => m.Function is not null).Select(m => m.Function!).Order(StringComparer.Ordinal)],
            [.. Triggers.Where(t => members.Contains(GraphNode.Of(t.Source)) && members.Contains(GraphNode.Of(t.Function)))],
            string.Join(" -> ", path),
            live,
            [.. WritesOn(path)])
        {
            Hops = HopsOn(path),
        };
    }

    private ImmutableArray<LoopHop> HopsOn(IReadOnlyList<GraphNode> path)
    {
        var hops = new List<LoopHop>();
        var sources = ImmutableArray.CreateBuilder<EventSource>();
        foreach (var node in path.Skip(1))
        {
            if (node.Source is { } source)
            {
                sources.Add(source);
                continue;
            }
            var trigger = sources[^1];
            hops.Add(new LoopHop(
                node.Function!, [.. Triggers.Where(t => t.Function == node.Function && t.Source == trigger)], trigger, sources.DrainToImmutable()));
        }
        // The path ends with the function that it begins with.
        return [hops[^1], .. hops[..^1]];
    }

    private IEnumerable<WriteEdge> WritesOn(IReadOnlyList<GraphNode> path) => path
        .Zip(path.Skip(1))
        .SelectMany(step => Writes.Where(w => GraphNode.Of(w.Function) == step.First && GraphNode.Of(w.Target) == step.Second));
}
