namespace Watchdog.Core.Topology;

/// <summary>
/// Tarjan's algorithm (R. Tarjan, "Depth-first search and linear graph algorithms", 1972) with an explicit stack, so that a long chain of
/// functions cannot exhaust the process's own.
/// </summary>
public static class StronglyConnectedComponents
{
    /// <param name="successors">For each node, numbered from 0, the nodes that its edges lead to.</param>
    /// <returns>For each node the number of its component; two nodes have the same number when each can be reached from the other.</returns>
    public static int[] Find(IReadOnlyList<IReadOnlyList<int>> successors)
    {
        const int unvisited = -1;
        var component = new int[successors.Count];
        var index = new int[successors.Count];
        var low = new int[successors.Count];
        Array.Fill(component, unvisited);
        Array.Fill(index, unvisited);
        var open = new Stack<int>(); // visited, component not yet known
        var path = new Stack<(int Node, int NextEdge)>(); // the depth-first search itself
        int visited = 0, components = 0;

        for (var root = 0; root < successors.Count; root++)
        {
            if (index[root] != unvisited)
                continue;
            path.Push((root, 0));
            while (path.TryPop(out var step))
            {
                var (node, edge) = step;
                if (edge == 0)
                {
                    index[node] = low[node] = visited++;
                    open.Push(node);
                }
                if (edge > 0)
                    low[node] = Math.Min(low[node], LowOfOpen(successors[node][edge - 1]));
                while (edge < successors[node].Count && index[successors[node][edge]] != unvisited)
                    low[node] = Math.Min(low[node], LowOfOpen(successors[node][edge++]));
                if (edge < successors[node].Count)
                {
                    path.Push((node, edge + 1));
                    path.Push((successors[node][edge], 0));
                    continue;
                }
                if (low[node] != index[node])
                    continue;
                int member;
                do
                {
                    member = open.Pop();
                    component[member] = components;
                }
                while (member != node);
                components++;
            }
        }
        return component;

        // A node whose component is known lies on no cycle with the present one.
        int LowOfOpen(int node) => component[node] == unvisited ? low[node] : int.MaxValue;
    }
}
