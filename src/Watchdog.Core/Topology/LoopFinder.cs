namespace Watchdog.Core.Topology;

/// <summary>A function or a source; exactly one of the two is set.</summary>
internal readonly record struct GraphNode(string? Function, EventSource? Source)
{
    public static GraphNode Of(string function) => new(function, null);

    public static GraphNode Of(EventSource source) => new(null, source);

    public override string ToString() => Function ?? Source!.ToString();
}

/// <summary>Cycles among the nodes of one set of edges.</summary>
internal sealed class LoopFinder
{
    private readonly Dictionary<GraphNode, int> _numbers = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly List<IReadOnlyList<int>> _successors;
    private readonly Dictionary<int, HashSet<GraphNode>> _members;
    private readonly int[] _components;

    public LoopFinder(IEnumerable<TriggerEdge> triggers, IEnumerable<WriteEdge> writes, IEnumerable<DeadLetterEdge> deadLetters)
    {
        var edges = triggers.Select(t => (From: GraphNode.Of(t.Source), To: GraphNode.Of(t.Function)))
            .Concat(writes.Select(w => (From: GraphNode.Of(w.Function), To: GraphNode.Of(w.Target))))
            .Concat(deadLetters.Select(d => (From: GraphNode.Of(d.Queue), To: GraphNode.Of(d.DeadLetterQueue))))
            .Distinct()
            .ToList();
        foreach (var node in edges.SelectMany(e => new[] { e.From, e.To }))
            if (_numbers.TryAdd(node, _nodes.Count))
                _nodes.Add(node);
        var outgoing = edges.ToLookup(e => _numbers[e.From], e => _numbers[e.To]);
        // In the order of their names, so that of two equally short cycles always the same one is shown.
        _successors = [.. _nodes.Select((_, n) => outgoing[n].OrderBy(s => _nodes[s].ToString(), StringComparer.Ordinal).ToArray())];
        _components = StronglyConnectedComponents.Find(_successors);
        _members = _nodes.GroupBy(n => _components[_numbers[n]]).ToDictionary(g => g.Key, g => g.ToHashSet());
    }

    /// <summary>All nodes that lie on a cycle with the function, itself among them; empty when it lies on none.</summary>
    public IReadOnlySet<GraphNode> MembersWith(string function) =>
        // No edge leads from a node to itself: functions only write to sources. So one alone is no cycle.
        _numbers.TryGetValue(GraphNode.Of(function), out var number) && _members[_components[number]] is { Count: > 1 } members
            ? members
            : new HashSet<GraphNode>();

    /// <summary>The shortest way from a function that lies on a cycle back to itself, the function at both ends.</summary>
    public IReadOnlyList<GraphNode> ShortestCycle(string function)
    {
        var start = _numbers[GraphNode.Of(function)];
        var previous = new Dictionary<int, int>();
        var reached = new Queue<int>([start]);
        while (reached.TryDequeue(out var node))
        {
            foreach (var next in _successors[node])
            {
                if (!previous.TryAdd(next, node))
                    continue;
                if (next == start)
                    return WayBack(start, previous);
                reached.Enqueue(next);
            }
        }
        throw new InvalidOperationException($"{function} lies on no cycle.");
    }

    private List<GraphNode> WayBack(int start, Dictionary<int, int> previous)
    {
        var way = new List<GraphNode> { _nodes[start] };
        for (var node = previous[start]; node != start; node = previous[node])
            way.Add(_nodes[node]);
        way.Add(_nodes[start]);
        way.Reverse();
        return way;
    }
}
