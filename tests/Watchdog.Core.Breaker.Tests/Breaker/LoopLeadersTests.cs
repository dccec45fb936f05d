using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class LoopLeadersTests
{
    private static readonly EventSource Work = EventSources.FromMapping(An.QueueArn("work"))!;

    [Fact]
    public void A_circuit_holds_its_own_function_and_those_whose_triggers_it_holds_until_it_is_settled_closed()
    {
        var circuit = Circuit.Untouched("a") with
        {
            State = CircuitState.Contained,
            Recorded = [new RecordedMapping("m", An.QueueArn("work"), "b", Enabled: true, null, IsProvisioned: false, null)],
        };
        Assert.Equal(["a", "b"], LoopLeaders.Held([circuit]).Order());
        Assert.Equal(["a", "b"], LoopLeaders.Held([circuit with { State = CircuitState.Closed, Applied = false }]).Order());
        Assert.Empty(LoopLeaders.Held([circuit with { State = CircuitState.Closed }]));
    }

    [Fact]
    public void Another_function_on_the_way_round_that_is_seen_to_leads_and_the_function_itself_does_not()
    {
        var loop = Through("b", "a", "b");
        Assert.Equal("a", LoopLeaders.Of(loop, "b", new HashSet<string> { "a" }));
        Assert.Null(LoopLeaders.Of(loop, "b", new HashSet<string> { "b", "elsewhere" }));
        Assert.Null(LoopLeaders.Of(null, "b", new HashSet<string> { "a" }));
    }

    [Fact]
    public void The_first_by_name_leads_unless_the_environment_names_only_the_way_of_another() => Assert.Equal(
        ["c", "d", "a", "b"],
        LoopLeaders.InOrder([Evidence("b", false), Evidence("d", true), Evidence("a", false), Evidence("c", true)], e => e).Select(e => e.Function));

    private static LoopEvidence Evidence(string function, bool isNamed) => new(
        function, 0, new SpikeJudgement.NoSpike("As usual."),
        Through(function, function) with { Writes = [new WriteEdge(function, Work, WriteEvidence.Role, isNamed ? "QUEUE" : null)] });

    private static Loop Through(string function, params string[] hops) =>
        new(function, [.. hops], [], "", IsLive: true, []) { Hops = [.. hops.Select(h => new LoopHop(h, [], Work, [Work]))] };
}
