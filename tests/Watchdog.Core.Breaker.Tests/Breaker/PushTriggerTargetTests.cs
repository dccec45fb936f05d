using System.Collections.Immutable;
using Watchdog.Core.Breaker.Tests.Support;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class PushTriggerTargetTests
{
    private static readonly RecordedRule Rule = new(A.RuleArn("nightly"), "f", Enabled: true);

    private static readonly RecordedConcurrency Free = new("f", null, StopsWhenOpen: false) { Callers = ["arn:aws:s3:::uploads"] };

    [Theory]
    //          circuit     phase      recorded stops  target; null: no reservation
    [InlineData("Closed", null, null, false, null)]
    [InlineData("Closed", null, 9, true, 9)]
    [InlineData("Contained", null, null, false, 1)]
    [InlineData("Contained", "Pause", 9, true, 1)]
    [InlineData("Contained", "Trickle", null, false, 5)]
    [InlineData("Contained", "Trickle", 3, false, 3)]
    [InlineData("HalfOpen", null, 9, false, 1)]
    [InlineData("HalfOpen", "Trickle", 9, false, 5)]
    [InlineData("Open", null, null, false, 1)]
    [InlineData("Open", null, null, true, 0)]
    [InlineData("Open", null, 0, false, 0)]
    [InlineData("Contained", "Trickle", 0, false, 0)]
    public void A_function_that_is_called_without_a_mapping_is_held_by_its_reserved_concurrency(
        string circuit, string? phase, int? recorded, bool stops, int? target) => Assert.Equal(
        target, ConcurrencyTarget.For(In(circuit, phase), Free with { Reserved = recorded, StopsWhenOpen = stops }).Reserved);

    [Theory]
    [InlineData("Contained", "Trickle", 3)]
    [InlineData("Contained", null, 9)]
    [InlineData("Open", null, 9)]
    [InlineData("Closed", null, 9)]
    public void Another_functions_is_held_only_while_an_experiment_runs(string circuit, string? phase, int target) => Assert.Equal(
        target, ConcurrencyTarget.For(In(circuit, phase), new RecordedConcurrency("other", 9, StopsWhenOpen: true)).Reserved);

    [Fact]
    public void Where_the_disabled_rule_alone_stops_the_function_its_concurrency_stays_as_it_was()
    {
        var called = Free with { Callers = [Rule.Arn] };
        var open = In("Open") with { Recorded = [called, Rule] };
        Assert.Null(ConcurrencyTarget.For(open, called).Reserved);
        Assert.Equal(1, ConcurrencyTarget.For(open with { Recorded = [called] }, called).Reserved);
        Assert.Equal(1, ConcurrencyTarget.For(open, called with { Callers = [Rule.Arn, "arn:aws:s3:::uploads"] }).Reserved);
        Assert.Equal(1, ConcurrencyTarget.For(open with { IsEscalated = true }, called).Reserved);
    }

    [Theory]
    [InlineData("Closed", true)]
    [InlineData("Contained", true)]
    [InlineData("HalfOpen", true)]
    [InlineData("Open", false)]
    public void A_rule_is_disabled_only_while_the_circuit_is_open(string circuit, bool enabled)
    {
        Assert.Equal(enabled, RuleTarget.For(In(circuit), Rule).Enabled);
        Assert.False(RuleTarget.For(In(circuit), Rule with { Enabled = false }).Enabled);
    }

    [Fact]
    public void What_becomes_of_events_is_told_of_each_kind_of_trigger()
    {
        var destination = Free with { Function = "f", StopsWhenOpen = true, HasFailureDestination = true };
        Assert.Equal(
            ["The reserved concurrency of f is 0: nothing runs, and asynchronous events go to its failure destination at once."], Describe(destination));
        Assert.Equal(
            ["The reserved concurrency of f is 0: nothing runs, and asynchronous events are LOST, for it has no failure destination."],
            Describe(Free with { StopsWhenOpen = true }));
        Assert.Contains("nothing is lost before 2026-01-05 15:00 UTC", Assert.Single(Describe(Free)), StringComparison.Ordinal);
        Assert.Equal(
            ["The rule nightly, which calls nothing but f, is disabled: what it would have matched meanwhile is lost."],
            Describe(Free with { Callers = [Rule.Arn] }, Rule));
        Assert.Equal(
            ["The mappings work -> f and more -> f are disabled: messages wait on the queue until its retention period is over."],
            Describe(Mapping("work"), Mapping("more"), Mapping("off") with { Enabled = false }));
        Assert.Equal(
            ["The mapping work -> f is held to a trickle: the other messages wait on the queue."],
            HeldTriggers.Describe(In("HalfOpen", "Trickle") with { Recorded = [Mapping("work")] }));
        Assert.Empty(HeldTriggers.Describe(In("Closed") with { Recorded = [Free, Rule] }));
    }

    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 30)]
    [InlineData(3, 120)]
    [InlineData(6, 960)]
    [InlineData(7, 1440)]
    [InlineData(4000, 1440)]
    public void Each_failed_probe_doubles_the_cool_down_up_to_a_day(int failed, int minutes)
    {
        var open = In("Open") with { FailedProbes = failed };
        Assert.Equal(An.Nine.AddMinutes(minutes), new BreakerOptions { AutoProbe = true }.ProbeDueAt(open));
        Assert.Null(BreakerOptions.Default.ProbeDueAt(open));
        Assert.Null(new BreakerOptions { AutoProbe = true }.ProbeDueAt(In("HalfOpen")));
    }

    [Fact]
    public void A_cool_down_out_of_its_range_is_an_error_that_names_it_and_the_range() => Assert.StartsWith(
        "CoolDown must be from 1 minute to 24 hours.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new BreakerOptions { CoolDown = TimeSpan.FromSeconds(59) }.Validated()).Message,
        StringComparison.Ordinal);

    private static RecordedMapping Mapping(string queue) => new($"m-{queue}", An.QueueArn(queue), "f", Enabled: true, null, IsProvisioned: false, Stream: null);

    private static ImmutableArray<string> Describe(params RecordedTrigger[] recorded) => HeldTriggers.Describe(In("Open") with { Recorded = [.. recorded] });

    private static Circuit In(string state, string? phase = null) => Circuit.Untouched("f") with
    {
        State = Enum.Parse<CircuitState>(state),
        Since = An.Nine,
        Trial = phase is null ? null : A.Trial(Enum.Parse<TrialPhase>(phase), ("f", 5), ("other", 3)),
    };
}
