using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Breaker;

/// <summary>How a minute's round takes experiments further.</summary>
public sealed class ReconcileTests
{
    private static readonly LoopWorld World = LoopWorld.Of("two functions");

    private readonly Account _account = LoopWorld.NewAccount();
    private readonly FakeTrials _trials = new();

    [Fact]
    public async Task A_phase_counts_as_in_force_only_when_nothing_had_to_be_changed_since_the_last_round()
    {
        _account.Mappings.StepsPerChange = 1;
        await ContainAsync();
        await ReconcileAsync(1); // still Updating
        _account.Mappings.Step();
        await ReconcileAsync(2); // found to be so
        await ReconcileAsync(3);
        _account.Mappings.StepsPerChange = 0;
        _account.Mappings.Change("m1", new MappingChange(null, new ScalingChange(40)));
        await ReconcileAsync(4); // put back
        await ReconcileAsync(5);
        Assert.Equal([false, true, true, false, true], _trials.Asked.Select(a => a.IsClean));
    }

    [Fact]
    public async Task A_new_phase_is_recorded_first_and_then_carried_out_on_all_functions_of_the_loop()
    {
        await ContainAsync();
        Assert.Equal((true, 5), _account.Mappings.Settings("m1"));
        Assert.Equal((true, 3), _account.Mappings.Settings("m4"));
        _trials.Step = (circuit, now) => new TrialStep.GoOn(circuit.Trial!.Then(TrialPhase.Pause, now));
        await ReconcileAsync(1);
        Assert.False(_account.Mappings.Settings("m1").Enabled);
        Assert.False(_account.Mappings.Settings("m4").Enabled);
        Assert.Equal(1, _account.Concurrency.Functions["g"].Reserved);
        Assert.Equal(["contain"], _account.Circuits.History.Select(t => t.Action));
        Assert.True(_account.Circuit("f")!.Applied);
    }

    [Fact]
    public async Task A_trickle_that_is_made_larger_within_its_phase_is_carried_out_too_and_is_nobodys_deviation()
    {
        await ContainAsync();
        _trials.Step = (_, _) => new TrialStep.GoOn(A.Trial(TrialPhase.Trickle, ("f", 6), ("g", 3)));
        await ReconcileAsync(1);
        Assert.Equal((true, 6), _account.Mappings.Settings("m1"));
        _trials.Step = (_, _) => new TrialStep.Wait();
        Assert.Empty((await ReconcileAsync(2)).Warnings);
    }

    [Fact]
    public async Task Proof_opens_the_circuit_and_gives_the_other_functions_back()
    {
        await ContainAsync();
        _trials.Step = (_, _) => new TrialStep.Verdict(CircuitAction.Trip, "It feeds itself.", ["Gain 1.2."], null);
        var report = await ReconcileAsync(3);
        Assert.Contains("The circuit of f is open: It feeds itself.", report.Changed);
        var circuit = _account.Circuit("f")!;
        Assert.Equal((CircuitState.Open, "CircuitBreaker", An.Nine.AddMinutes(3), 0), (circuit.State, circuit.By, circuit.ProvenAt, circuit.FailedProbes));
        Assert.Null(circuit.Trial);
        Assert.All(circuit.Recorded, r => Assert.Equal("f", r.Function));
        Assert.Equal((true, 20), _account.Mappings.Settings("m4"));
        Assert.Equal(9, _account.Concurrency.Functions["g"].Reserved);
        Assert.False(_account.Rules.Rules[A.RuleArn("nightly")].IsEnabled);
        Assert.Equal(["Gain 1.2."], _account.Circuits.History[^1].Evidence);

        // They are their owners' again.
        _account.Mappings.Change("m4", new MappingChange(null, new ScalingChange(30)));
        Assert.Empty((await ReconcileAsync(4)).Warnings);
    }

    [Fact]
    public async Task Outside_traffic_is_given_back_and_remembered_with_its_level()
    {
        await ContainAsync();
        _trials.Step = (_, now) => new TrialStep.Verdict(CircuitAction.Release, "It comes from outside.", ["600/min."], new OutsideLevel(600, now));
        await ReconcileAsync(3);
        var circuit = _account.Circuit("f")!;
        Assert.Equal((CircuitState.Closed, new OutsideLevel(600, An.Nine.AddMinutes(3)), true), (circuit.State, circuit.Outside, circuit.IsSettledClosed));
        Assert.Equal(LoopWorld.NewAccount().Triggers(), _account.Triggers());
    }

    [Fact]
    public async Task Probes_that_show_the_loop_again_are_counted_until_the_circuit_is_closed()
    {
        await Process.ChangeAsync(CircuitAction.Trip, "f", World.Own, null);
        for (var probe = 1; probe <= 2; probe++)
        {
            await Process.ChangeAsync(CircuitAction.Probe, "f", World.Others, LoopWorld.Trial(TrialPhase.Trickle), An.Nine.AddMinutes(probe * 10));
            _trials.Step = (_, _) => new TrialStep.Verdict(CircuitAction.Trip, "Again.", ["Gain 1."], null);
            await ReconcileAsync((probe * 10) + 3);
            Assert.Equal(probe, _account.Circuit("f")!.FailedProbes);
        }
        await Process.ChangeAsync(CircuitAction.Reset, "f", [], An.Nine.AddHours(1));
        Assert.Equal(0, _account.Circuit("f")!.FailedProbes);
    }

    [Fact]
    public async Task A_round_whose_tick_is_from_before_the_circuits_state_does_not_ask_the_experiment()
    {
        await Process.ChangeAsync(CircuitAction.Contain, "f", World.All, LoopWorld.Trial(TrialPhase.Trickle), An.Nine.AddMinutes(5));
        await ReconcileAsync(4);
        Assert.Empty(_trials.Asked);
    }

    [Fact]
    public async Task A_failing_experiment_is_outstanding_and_does_not_keep_other_circuits_from_being_looked_after()
    {
        await ContainAsync();
        _account.Mappings.Add(An.Mapping("m6", An.QueueArn("last"), "z"));
        await Process.ChangeAsync(CircuitAction.Trip, "z", [LoopWorld.Mapping("m6", "z")], null);
        _account.Mappings.Change("m6", new MappingChange(Enabled: true));
        _trials.Step = (_, _) => throw new InvalidOperationException("CloudWatch is not well.");
        var report = await ReconcileAsync(1);
        Assert.Equal(
            "The experiment on f could not be taken further (InvalidOperationException: CloudWatch is not well.); the breaker tries again within a minute.",
            Assert.Single(report.Outstanding));
        Assert.False(_account.Mappings.Settings("m6").Enabled);
    }

    [Fact]
    public async Task A_verdict_that_comes_of_an_old_look_loses_against_the_operator()
    {
        await ContainAsync();
        _trials.Step = (_, _) =>
        {
            Process.ChangeAsync(CircuitAction.Reset, "f", [], An.Nine.AddMinutes(2)).GetAwaiter().GetResult();
            return new TrialStep.Verdict(CircuitAction.Trip, "It feeds itself.", ["Gain 1.2."], null);
        };
        await ReconcileAsync(3);
        Assert.True(_account.Circuit("f")!.IsSettledClosed);
        Assert.Equal(["contain", "reset"], _account.Circuits.History.Select(t => t.Action));
    }

    [Fact]
    public async Task A_rule_that_calls_others_too_is_left_alone_and_the_function_is_choked_instead()
    {
        _account.Rules.Add(new EventRule(A.RuleArn("nightly"), IsEnabled: true, [A.FunctionArn("f") + ":live", A.FunctionArn("other")]));
        await Process.ChangeAsync(CircuitAction.Trip, "f", LoopWorld.Of("rule").Own, null);
        Assert.True(_account.Rules.Rules[A.RuleArn("nightly")].IsEnabled);
        Assert.Equal(1, _account.Concurrency.Functions["f"].Reserved);
    }

    [Fact]
    public async Task A_rule_that_calls_nothing_else_is_disabled_and_the_concurrency_stays()
    {
        await Process.ChangeAsync(CircuitAction.Trip, "f", LoopWorld.Of("rule").Own, null);
        Assert.False(_account.Rules.Rules[A.RuleArn("nightly")].IsEnabled);
        Assert.Null(_account.Concurrency.Functions["f"].Reserved);
    }

    [Fact]
    public async Task A_trigger_that_another_circuit_holds_is_refused_by_name_and_nothing_is_changed()
    {
        await ContainAsync();
        var before = _account.Triggers();
        var outcome = await Process.ChangeAsync(CircuitAction.Trip, "g", [LoopWorld.Mapping("m4", "g")], null);
        Assert.Equal(CircuitOutcomeKind.Refused, outcome.Kind);
        Assert.StartsWith("Mapping m4 (next -> g) is held by the circuit of f, which is contained", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(before, _account.Triggers());
    }

    private BreakerProcess Process => new(_account, trials: _trials);

    private Task<CircuitOutcome> ContainAsync() => Process.ChangeAsync(CircuitAction.Contain, "f", World.All, LoopWorld.Trial(TrialPhase.Trickle));

    private Task<ReconcileReport> ReconcileAsync(int minute) => Process.ReconcileAsync(An.Nine.AddMinutes(minute));
}
