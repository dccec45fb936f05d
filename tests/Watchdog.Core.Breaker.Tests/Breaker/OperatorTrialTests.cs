using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Breaker;

/// <summary>What the desk does about experiments, probes and escalation, over a loop of two functions.</summary>
public sealed class OperatorTrialTests
{
    private readonly Account _account = new();
    private readonly FakeInventory _inventory;
    private readonly FakeTrials _trials = new() { Plan = loop => A.Trial(TrialPhase.Trickle, [.. loop!.Hops.Select(h => (h.Function, 4))]) };
    private DateTimeOffset _now = An.Nine;
    private bool _autoProbe;

    public OperatorTrialTests()
    {
        EventSourceMapping[] mappings =
        [
            An.Mapping("m1", An.QueueArn("work"), "split"),
            An.Mapping("m2", An.QueueArn("parts"), "join"),
            An.Mapping("m3", An.QueueArn("beside"), "split"),
        ];
        foreach (var mapping in mappings)
            _account.Mappings.Add(mapping);
        foreach (var function in new[] { "split", "join" })
            _account.Concurrency.Functions[function] = new FunctionConcurrency(null, HasFailureDestination: false);
        _inventory = new FakeInventory(An.Inventory([An.Function("split"), An.Function("join")], mappings));
    }

    [Fact]
    public async Task To_contain_holds_every_function_on_the_loop_and_says_when_it_is_decided()
    {
        _trials.Outlook = new TrialOutlook(An.Nine.AddMinutes(10), null);
        var answer = await AskAsync(new(OperatorAction.Contain, "split"));
        Assert.True(answer.Ok, answer.Error);
        Assert.EndsWith("Held with it for the experiment: join.", answer.Message, StringComparison.Ordinal);
        Assert.Equal(((true, 4), (true, 4), (true, null)), (Settings("m1"), Settings("m2"), Settings("m3")));
        Assert.Equal(
            "A trickle is let through since 2026-01-05 09:00 UTC, to see whether what it writes comes back. It is decided by 2026-01-05 09:10 UTC at the latest.",
            Assert.Single(answer.Circuits).Trial);
        Assert.StartsWith("Wait: ", answer.Next[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_planned_only_the_function_itself_is_held()
    {
        _trials.Plan = _ => null;
        var answer = await AskAsync(new(OperatorAction.Contain, "split"));
        Assert.Equal(((true, 2), (true, null)), (Settings("m1"), Settings("m2")));
        Assert.StartsWith("No experiment could be planned", Assert.Single(answer.Circuits).Trial, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null, "its RecursiveLoop setting is Allow")]
    [InlineData(false, "off", "it is tagged watchdog:breaker=off")]
    [InlineData(false, "alert", "it is tagged watchdog:breaker=alert")]
    [InlineData(false, "perhaps", "it is tagged watchdog:breaker=perhaps")]
    public async Task A_function_whose_owner_forbids_it_is_left_alone_and_the_experiment_is_made_with_the_others(bool allowed, string? tag, string why)
    {
        _inventory.Details["join"] = new FunctionDetails(
            null, tag is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [BreakerModes.Tag] = tag }, allowed);
        var answer = await AskAsync(new(OperatorAction.Contain, "split"));
        Assert.EndsWith($"join is not held: {why}.", answer.Message, StringComparison.Ordinal);
        Assert.Equal(((true, 4), (true, null)), (Settings("m1"), Settings("m2")));
        Assert.Equal(["split"], _account.Circuit("split")!.Trial!.Hops.Select(h => h.Function));
    }

    [Fact]
    public async Task A_trip_holds_the_function_alone_and_a_probe_makes_an_experiment_with_all()
    {
        await AskAsync(new(OperatorAction.Trip, "split", Proven: true));
        Assert.Equal(((false, null), (true, null)), (Settings("m1"), Settings("m2")));
        Assert.Equal(An.Nine, _account.Circuit("split")!.ProvenAt);
        _now = _now.AddMinutes(20);
        var answer = await AskAsync(new(OperatorAction.Probe, "split"));
        Assert.Equal("half-open", Assert.Single(answer.Circuits).State);
        Assert.Equal(((true, 4), (true, 4)), (Settings("m1"), Settings("m2")));
    }

    [Fact]
    public async Task What_a_person_trips_without_proof_is_not_proven()
    {
        await AskAsync(new(OperatorAction.Trip, "split"));
        Assert.Null(_account.Circuit("split")!.ProvenAt);
    }

    [Fact]
    public async Task To_escalate_holds_what_is_not_on_the_loop_too_and_reset_gives_all_of_it_back()
    {
        Assert.False((await AskAsync(new(OperatorAction.Escalate, "split"))).Ok);
        await AskAsync(new(OperatorAction.Trip, "split"));
        Assert.True(Settings("m3").Enabled);
        var answer = await AskAsync(new(OperatorAction.Escalate, "split"));
        Assert.True(answer.Ok, answer.Error);
        Assert.Equal(["Mapping m3 (beside -> split): disabled (was enabled).", "Reserved concurrency of split: set to 1 (was none)."], answer.Changed);
        Assert.Equal((true, null), Settings("m2"));
        Assert.Empty((await AskAsync(new(OperatorAction.Escalate, "split"))).Changed);
        Assert.Equal(["trip", "escalate"], _account.Circuits.History.Select(t => t.Action));

        await AskAsync(new(OperatorAction.Reset, "split"));
        Assert.Equal(((true, null), (true, null), null), (Settings("m1"), Settings("m3"), _account.Concurrency.Functions["split"].Reserved));
    }

    [Fact]
    public async Task An_open_circuit_probes_itself_after_its_cool_down_where_that_is_wanted()
    {
        await AskAsync(new(OperatorAction.Trip, "split"));
        _now = _now.AddMinutes(15);
        await AskAsync(new(OperatorAction.Reconcile));
        Assert.Equal(CircuitState.Open, _account.Circuit("split")!.State);

        _autoProbe = true;
        _now = An.Nine.AddMinutes(14);
        await AskAsync(new(OperatorAction.Reconcile));
        Assert.Equal(CircuitState.Open, _account.Circuit("split")!.State);
        _now = An.Nine.AddMinutes(15);
        var answer = await AskAsync(new(OperatorAction.Reconcile));
        Assert.Contains("The circuit of split is half-open.", answer.Changed);
        Assert.Equal(("probe", "CircuitBreaker"), (_account.Circuits.History[^1].Action, _account.Circuits.History[^1].By));
    }

    [Fact]
    public async Task An_undecided_experiment_may_be_ended_but_not_one_that_speaks_for_a_loop_without_force()
    {
        await AskAsync(new(OperatorAction.Contain, "split"));
        _trials.Outlook = new TrialOutlook(null, "Each message brought back 1.1.");
        var refused = await AskAsync(new(OperatorAction.Reset, "split"));
        Assert.Equal("The loop is still there: Each message brought back 1.1.", refused.Error);
        Assert.Contains("\"force\":true", Assert.Single(refused.Next), StringComparison.Ordinal);
        _trials.Outlook = new TrialOutlook(null, null);
        Assert.True((await AskAsync(new(OperatorAction.Reset, "split"))).Ok);
    }

    [Fact]
    public async Task A_reset_soon_after_a_failed_probe_needs_force_and_later_does_not()
    {
        await AskAsync(new(OperatorAction.Trip, "split"));
        await AskAsync(new(OperatorAction.Probe, "split"));
        _trials.Step = (_, _) => new TrialStep.Verdict(CircuitAction.Trip, "It feeds itself.", ["Gain 1.1."], null);
        await AskAsync(new(OperatorAction.Reconcile));
        _now = _now.AddMinutes(14);
        Assert.Contains("less than 15 minutes ago", (await AskAsync(new(OperatorAction.Reset, "split"))).Error, StringComparison.Ordinal);
        Assert.Equal(CircuitState.Open, _account.Circuit("split")!.State);
        _now = _now.AddMinutes(1);
        Assert.True((await AskAsync(new(OperatorAction.Reset, "split"))).Ok);
    }

    private (bool Enabled, int? MaximumConcurrency) Settings(string uuid) => _account.Mappings.Settings(uuid);

    private Task<OperatorAnswer> AskAsync(OperatorCommand command)
    {
        var permissions = new FakePermissions().Allow("split", An.QueueArn("parts")).Allow("join", An.QueueArn("work"));
        var policies = new FakePolicies();
        var desk = new OperatorDesk(
            new WatchdogStack("watchdog", "watchdog-CircuitBreaker"), _inventory, new TopologyBuilder(permissions), new PushTriggerReader(policies, policies),
            new InMemoryCircuitStore(_account.Circuits, PortGate.Open),
            new TriggerControls(
                new FakeMappings(_account.Mappings, PortGate.Open), new FakeConcurrency(_account.Concurrency, PortGate.Open), new FakeRules(_account.Rules, PortGate.Open)),
            _trials, new BreakerOptions { AutoProbe = _autoProbe });
        return desk.AnswerAsync(command, _now, TestContext.Current.CancellationToken);
    }
}
