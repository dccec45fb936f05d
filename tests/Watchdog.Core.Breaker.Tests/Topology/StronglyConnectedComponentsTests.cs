using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Topology;

public sealed class StronglyConnectedComponentsTests
{
    [Fact]
    public void Two_nodes_share_a_component_exactly_when_each_reaches_the_other()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(1, 12);
            var edges = Enumerable.Range(0, random.Next(0, 2 * count)).Select(_ => (random.Next(count), random.Next(count))).ToHashSet();
            var reaches = Closure(count, edges);

            var components = StronglyConnectedComponents.Find(
                [.. Enumerable.Range(0, count).Select(n => edges.Where(e => e.Item1 == n).Select(e => e.Item2).ToArray())]);

            for (var a = 0; a < count; a++)
                for (var b = 0; b < count; b++)
                    Assert.True(
                        (components[a] == components[b]) == (a == b || (reaches[a, b] && reaches[b, a])),
                        $"seed {seed}: nodes {a} and {b} of {string.Join(' ', edges)}");
        }
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_nodes_does_not_exhaust_the_stack()
    {
        const int count = 100_000;
        var components = StronglyConnectedComponents.Find([.. Enumerable.Range(0, count).Select(n => new[] { (n + 1) % count })]);
        Assert.Single(components.Distinct());
    }

    [Fact]
    public void A_graph_without_nodes_has_no_components() => Assert.Empty(StronglyConnectedComponents.Find([]));

    private static bool[,] Closure(int count, IEnumerable<(int From, int To)> edges)
    {
        var reaches = new bool[count, count];
        foreach (var (from, to) in edges)
            reaches[from, to] = true;
        for (var via = 0; via < count; via++)
            for (var a = 0; a < count; a++)
                for (var b = 0; b < count; b++)
                    reaches[a, b] |= reaches[a, via] && reaches[via, b];
        return reaches;
    }
}
