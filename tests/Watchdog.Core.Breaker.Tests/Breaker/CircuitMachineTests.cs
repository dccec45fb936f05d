using Watchdog.Core.Breaker.Tests.Support;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class CircuitMachineTests
{
    private static readonly RecordedMapping Before = new("m1", An.QueueArn("work"), "f", Enabled: true, MaximumConcurrency: 7, IsProvisioned: false, Stream: null);

    private static readonly TransitionCause Cause = new(An.Nine, "operator", "Because.", ["It spins."]);

    [Theory]
    //          from        on         to; "-" refused, "=" is there already
    [InlineData("Closed", "Contain", "Contained")]
    [InlineData("Closed", "Trip", "Open")]
    [InlineData("Closed", "Probe", "-")]
    [InlineData("Closed", "Release", "=")]
    [InlineData("Closed", "Reset", "=")]
    [InlineData("Closed", "Hold", "-")]
    [InlineData("Closed", "Escalate", "-")]
    [InlineData("Contained", "Contain", "=")]
    [InlineData("Contained", "Trip", "Open")]
    [InlineData("Contained", "Probe", "-")]
    [InlineData("Contained", "Release", "Closed")]
    [InlineData("Contained", "Reset", "Closed")]
    [InlineData("Contained", "Hold", "Contained")]
    [InlineData("Contained", "Escalate", "-")]
    [InlineData("Open", "Contain", "-")]
    [InlineData("Open", "Trip", "=")]
    [InlineData("Open", "Probe", "HalfOpen")]
    [InlineData("Open", "Release", "-")]
    [InlineData("Open", "Reset", "Closed")]
    [InlineData("Open", "Hold", "Open")]
    [InlineData("Open", "Escalate", "Open")]
    [InlineData("HalfOpen", "Contain", "-")]
    [InlineData("HalfOpen", "Trip", "Open")]
    [InlineData("HalfOpen", "Probe", "=")]
    [InlineData("HalfOpen", "Release", "Closed")]
    [InlineData("HalfOpen", "Reset", "Closed")]
    [InlineData("HalfOpen", "Hold", "HalfOpen")]
    [InlineData("HalfOpen", "Escalate", "-")]
    public void A_circuit_moves_as_the_table_says(string from, string on, string to)
    {
        var step = CircuitMachine.Apply(In(Enum.Parse<CircuitState>(from)), Enum.Parse<CircuitAction>(on), [Before], Cause);
        Assert.Equal(to, step switch
        {
            CircuitStep.Go go => go.Circuit.State.ToString(),
            CircuitStep.AlreadyThere => "=",
            _ => "-",
        });
    }

    [Fact]
    public void A_refusal_names_where_the_circuit_is_and_what_is_allowed_from_there()
    {
        var refused = Assert.IsType<CircuitStep.Refused>(CircuitMachine.Apply(In(CircuitState.Open), CircuitAction.Contain, [Before], Cause));
        Assert.Equal(
            "contain is not allowed: the circuit of f is open; allowed from there: probe (to half-open), escalate (to open), reset (to closed).", refused.Message);
    }

    [Fact]
    public void A_transition_is_recorded_unapplied_under_the_next_version_with_its_history_entry()
    {
        var go = Assert.IsType<CircuitStep.Go>(CircuitMachine.Apply(In(CircuitState.Closed), CircuitAction.Trip, [Before], Cause));
        Assert.Equal(new Circuit("f", CircuitState.Open, An.Nine, go.Circuit.Recorded, "operator", "Because.", Applied: false, 4), go.Circuit);
        Assert.Equal([Before], go.Circuit.Recorded);
        Assert.Equal(
            new CircuitTransition("f", An.Nine, "trip", CircuitState.Closed, CircuitState.Open, "operator", "Because.", Cause.Evidence, 4),
            go.Transition);
    }

    [Fact]
    public void What_was_recorded_first_stands_because_what_is_there_now_may_be_the_breakers_own_doing()
    {
        var choked = Before with { MaximumConcurrency = 2 };
        var go = Assert.IsType<CircuitStep.Go>(CircuitMachine.Apply(In(CircuitState.Contained), CircuitAction.Trip, [choked], Cause));
        Assert.Equal([Before], go.Circuit.Recorded);
    }

    [Fact]
    public void A_mapping_that_comes_in_later_is_recorded_beside_the_others()
    {
        var other = Before with { Uuid = "m2" };
        var go = Assert.IsType<CircuitStep.Go>(CircuitMachine.Apply(In(CircuitState.Contained), CircuitAction.Trip, [other], Cause));
        Assert.Equal([Before, other], go.Circuit.Recorded);
    }

    [Fact]
    public void A_circuit_is_never_opened_without_a_record_of_what_was_there() =>
        Assert.IsType<CircuitStep.Refused>(CircuitMachine.Apply(Circuit.Untouched("f"), CircuitAction.Trip, [], Cause));

    [Fact]
    public void A_closed_circuit_forgets_its_record_only_when_it_is_applied()
    {
        var go = Assert.IsType<CircuitStep.Go>(CircuitMachine.Apply(In(CircuitState.Open), CircuitAction.Reset, [], Cause));
        Assert.Equal([Before], go.Circuit.Recorded);
        Assert.Empty(CircuitMachine.Applied(go.Circuit).Recorded);
        Assert.Equal(go.Circuit.Version + 1, CircuitMachine.Applied(go.Circuit).Version);
    }

    [Fact]
    public void An_open_circuit_keeps_its_record_when_it_is_applied() =>
        Assert.Equal([Before], CircuitMachine.Applied(In(CircuitState.Open)).Recorded);

    [Fact]
    public void To_hold_keeps_since_when_and_why_the_circuit_is_what_it_is()
    {
        var open = In(CircuitState.Open);
        var go = Assert.IsType<CircuitStep.Go>(CircuitMachine.Apply(open, CircuitAction.Hold, [], Cause with { At = An.Nine.AddHours(1) }));
        Assert.Equal(open with { Applied = false, Version = 4 }, go.Circuit);
        Assert.Equal("hold", go.Transition.Action);
    }

    private static Circuit In(CircuitState state) => new(
        "f", state, An.Nine.AddHours(-1), state == CircuitState.Closed ? [] : [Before], "RecursionWatcher", "A loop.", Applied: true, 3);
}
