using System.Collections.Immutable;
using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class CircuitBreakerTests
{
    private readonly Account _account = new();
    private readonly BreakerProcess _breaker;

    public CircuitBreakerTests()
    {
        _account.Mappings.Add(An.Mapping("m1", An.QueueArn("work"), "f", maximumConcurrency: 7));
        _account.Mappings.Add(An.Mapping("m2", An.QueueArn("more"), "f", "Disabled"));
        _breaker = new BreakerProcess(_account);
    }

    [Fact]
    public async Task A_trip_records_what_was_there_disables_it_and_says_so()
    {
        var outcome = await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1", "m2"]);

        Assert.Equal(CircuitOutcomeKind.Changed, outcome.Kind);
        Assert.Equal(["Mapping m1 (work -> f): disabled (was enabled)."], outcome.Carried.Changed);
        Assert.Equal("Disabled", _account.Mappings["m1"]!.State);
        var circuit = _account.Circuit("f")!;
        Assert.Equal((CircuitState.Open, true), (circuit.State, circuit.Applied));
        Assert.Equal(
            [new RecordedMapping("m1", An.QueueArn("work"), "f", true, 7, false, null), new RecordedMapping("m2", An.QueueArn("more"), "f", false, null, false, null)],
            circuit.Recorded);
        Assert.Equal("trip", Assert.Single(_account.Circuits.History).Action);
    }

    [Fact]
    public async Task A_reset_restores_exactly_what_was_recorded_and_leaves_disabled_what_was_disabled()
    {
        await _breaker.ChangeAsync(CircuitAction.Contain, "f", ["m1", "m2"]);
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1", "m2"]);
        Assert.Equal((false, 2), _account.Mappings.Settings("m1"));

        var outcome = await _breaker.ChangeAsync(CircuitAction.Reset, "f", []);

        Assert.Equal((true, 7), _account.Mappings.Settings("m1"));
        Assert.Equal((false, null), _account.Mappings.Settings("m2"));
        Assert.Equal((CircuitState.Closed, true), (outcome.Circuit.State, outcome.Circuit.Applied));
        Assert.Empty(outcome.Circuit.Recorded);
        Assert.Equal(["Mapping m1 (work -> f): enabled (was disabled), maximum concurrency set to 7 (was 2)."], outcome.Carried.Changed);
    }

    [Fact]
    public async Task A_trip_twice_changes_nothing_the_second_time()
    {
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        var changes = _account.Mappings.Changes;
        var outcome = await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        Assert.Equal(CircuitOutcomeKind.AlreadyThere, outcome.Kind);
        Assert.Equal(changes, _account.Mappings.Changes);
        Assert.Single(_account.Circuits.History);
    }

    [Fact]
    public async Task A_reset_of_a_function_that_was_never_touched_is_ok_and_writes_nothing()
    {
        var outcome = await _breaker.ChangeAsync(CircuitAction.Reset, "f", []);
        Assert.True(outcome.IsAccepted);
        Assert.Equal("The circuit of f is closed: nothing to restore.", outcome.Message);
        Assert.Empty(_account.Circuits.Circuits);
    }

    [Fact]
    public async Task A_trip_of_a_function_without_mappings_is_refused_and_writes_nothing()
    {
        var outcome = await _breaker.ChangeAsync(CircuitAction.Trip, "f", []);
        Assert.Equal(CircuitOutcomeKind.Refused, outcome.Kind);
        Assert.Empty(_account.Circuits.Circuits);
    }

    [Fact]
    public async Task While_Lambda_is_busy_the_circuit_is_open_but_not_applied_and_reconciling_goes_on()
    {
        _breaker.Mappings.Fault = uuid => new MappingBusyException(uuid, new InvalidOperationException());
        var outcome = await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        Assert.Equal(CircuitOutcomeKind.Changed, outcome.Kind);
        Assert.False(_account.Circuit("f")!.Applied);
        Assert.Contains("resumes within a minute", Assert.Single(outcome.Carried.Outstanding), StringComparison.Ordinal);
        Assert.Equal("Enabled", _account.Mappings["m1"]!.State);

        var next = new BreakerProcess(_account);
        var report = await next.ReconcileAsync();

        Assert.Equal(["Mapping m1 (work -> f): disabled (was enabled)."], report.Changed);
        Assert.Empty(report.Outstanding);
        Assert.True(_account.Circuit("f")!.Applied);
        Assert.Equal("Disabled", _account.Mappings["m1"]!.State);
    }

    [Fact]
    public async Task A_circuit_is_applied_only_when_the_mapping_is_seen_to_be_disabled()
    {
        _account.Mappings.StepsPerChange = 2;
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        Assert.False(_account.Circuit("f")!.Applied);
        _account.Mappings.Step();
        Assert.Equal(["Mapping m1 (work -> f): Disabling; the breaker looks again within a minute."], (await _breaker.ReconcileAsync()).Outstanding);
        _account.Mappings.Step();
        Assert.Empty((await _breaker.ReconcileAsync()).Outstanding);
        Assert.True(_account.Circuit("f")!.Applied);
        Assert.Equal(1, _account.Mappings.Changes);
    }

    [Fact]
    public async Task One_mapping_that_fails_does_not_keep_the_others_from_being_disabled()
    {
        _account.Mappings.Add(An.Mapping("m3", An.QueueArn("third"), "f"));
        _breaker.Mappings.Fault = uuid => uuid == "m1" ? new InvalidOperationException("no permission") : null;
        var outcome = await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1", "m3"]);
        Assert.Equal("Disabled", _account.Mappings["m3"]!.State);
        Assert.Contains("InvalidOperationException: no permission", Assert.Single(outcome.Carried.Outstanding), StringComparison.Ordinal);
        Assert.False(outcome.Circuit.Applied);
    }

    [Fact]
    public async Task A_mapping_that_somebody_enabled_is_disabled_again_with_one_warning_and_a_history_entry()
    {
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        _account.Mappings.Change("m1", new MappingChange(Enabled: true));

        var report = await _breaker.ReconcileAsync();

        Assert.Contains("somebody has changed it", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Equal("Disabled", _account.Mappings["m1"]!.State);
        Assert.Equal(["trip", "hold"], _account.Circuits.History.Select(t => t.Action));
        Assert.Empty((await _breaker.ReconcileAsync()).Warnings);
    }

    [Fact]
    public async Task Reconciling_an_account_that_is_as_the_circuits_say_writes_nothing()
    {
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        var (version, changes) = (_account.Circuit("f")!.Version, _account.Mappings.Changes);
        var report = await _breaker.ReconcileAsync();
        Assert.Equal((0, 0, 0), (report.Changed.Length, report.Outstanding.Length, report.Warnings.Length));
        Assert.Equal((version, changes), (_account.Circuit("f")!.Version, _account.Mappings.Changes));
    }

    [Fact]
    public async Task A_mapping_that_was_deleted_meanwhile_does_not_keep_the_reset_from_being_completed()
    {
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1", "m2"]);
        _account.Mappings.Delete("m1");
        var outcome = await _breaker.ChangeAsync(CircuitAction.Reset, "f", []);
        Assert.Contains("somebody has deleted it", Assert.Single(outcome.Carried.Gone), StringComparison.Ordinal);
        Assert.Equal((CircuitState.Closed, true), (outcome.Circuit.State, outcome.Circuit.Applied));
    }

    [Fact]
    public async Task A_mapping_of_which_nobody_can_tell_what_it_will_be_is_not_recorded_but_asked_again()
    {
        _account.Mappings.StepsPerChange = 1;
        _account.Mappings.Change("m2", new MappingChange(null, new ScalingChange(9)));
        var outcome = await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1", "m2"]);
        Assert.Equal(CircuitOutcomeKind.TryAgain, outcome.Kind);
        Assert.Empty(_account.Circuits.Circuits);

        _account.Mappings.Step();
        Assert.Equal(CircuitOutcomeKind.Changed, (await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1", "m2"])).Kind);
        Assert.Equal((false, 9), (_account.Circuit("f")!.Mappings()[1].Enabled, _account.Circuit("f")!.Mappings()[1].MaximumConcurrency));
    }

    [Theory]
    [InlineData("Enabling", true)]
    [InlineData("Disabling", false)]
    public async Task A_mapping_that_is_being_switched_is_recorded_as_what_it_is_going_to_be(string state, bool enabled)
    {
        _account.Mappings.Add(An.Mapping("m3", An.QueueArn("third"), "f", state));
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m3"]);
        Assert.Equal(enabled, Assert.Single(_account.Circuit("f")!.Mappings()).Enabled);
    }

    [Fact]
    public async Task A_request_from_before_the_present_state_is_too_late_to_trip_again()
    {
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"], at: An.Nine, askedAt: An.Nine);
        await _breaker.ChangeAsync(CircuitAction.Reset, "f", [], at: An.Nine.AddMinutes(10));
        var outcome = await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"], at: An.Nine, askedAt: An.Nine);
        Assert.Equal(CircuitOutcomeKind.Refused, outcome.Kind);
        Assert.Equal("Enabled", _account.Mappings["m1"]!.State);
    }

    [Fact]
    public async Task A_trip_while_the_last_reset_is_not_done_keeps_the_first_record()
    {
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        _breaker.Mappings.Fault = uuid => new MappingBusyException(uuid, new InvalidOperationException());
        await _breaker.ChangeAsync(CircuitAction.Reset, "f", []);
        Assert.Equal("Disabled", _account.Mappings["m1"]!.State);
        _breaker.Mappings.Fault = _ => null;

        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        Assert.True(Assert.Single(_account.Circuit("f")!.Mappings()).Enabled);
        await _breaker.ChangeAsync(CircuitAction.Reset, "f", []);
        Assert.Equal((true, 7), _account.Mappings.Settings("m1"));
    }

    [Fact]
    public async Task A_probe_lets_a_trickle_through_and_a_trip_ends_it()
    {
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1", "m2"]);
        await _breaker.ChangeAsync(CircuitAction.Probe, "f", []);
        Assert.Equal((true, 2), _account.Mappings.Settings("m1"));
        Assert.False(_account.Mappings.Settings("m2").Enabled);
        await _breaker.ChangeAsync(CircuitAction.Trip, "f", ["m1"]);
        Assert.False(_account.Mappings.Settings("m1").Enabled);
        await _breaker.ChangeAsync(CircuitAction.Reset, "f", []);
        Assert.Equal((true, 7), _account.Mappings.Settings("m1"));
    }

    [Fact]
    public async Task A_release_gives_a_contained_function_back()
    {
        await _breaker.ChangeAsync(CircuitAction.Contain, "f", ["m1"]);
        Assert.Equal((true, 2), _account.Mappings.Settings("m1"));
        var outcome = await _breaker.ChangeAsync(CircuitAction.Release, "f", ImmutableArray<string>.Empty);
        Assert.Equal(CircuitState.Closed, outcome.Circuit.State);
        Assert.Equal((true, 7), _account.Mappings.Settings("m1"));
    }
}
