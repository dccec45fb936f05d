using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class MappingTargetTests
{
    [Theory]
    //          circuit      recorded       mapping now          enable  cap; "-" is left, "none" is removed, "ok": no change
    [InlineData("Open", true, null, "Enabled", null, "False", "-")]
    [InlineData("Open", true, null, "Disabled", null, "ok", "")]
    [InlineData("Open", true, 7, "Enabled", 2, "False", "-")]
    [InlineData("Open", false, null, "Disabled", null, "ok", "")]
    [InlineData("Contained", true, null, "Enabled", null, "-", "2")]
    [InlineData("Contained", true, 50, "Enabled", 50, "-", "2")]
    [InlineData("Contained", true, 2, "Enabled", 2, "ok", "")]
    [InlineData("Contained", false, null, "Disabled", null, "ok", "")]
    [InlineData("HalfOpen", true, 7, "Disabled", 7, "True", "2")]
    [InlineData("HalfOpen", false, 7, "Disabled", 2, "ok", "")]
    [InlineData("Closed", true, null, "Disabled", 2, "True", "none")]
    [InlineData("Closed", true, 7, "Disabled", 7, "True", "-")]
    [InlineData("Closed", false, 7, "Disabled", 2, "-", "7")]
    [InlineData("Closed", true, 7, "Enabled", 7, "ok", "")]
    public void A_queues_mapping_is_changed_by_just_what_is_missing(
        string circuit, bool recordedEnabled, int? recordedCap, string state, int? cap, string enabled, string scaling)
    {
        var recorded = Queue(recordedEnabled, recordedCap);
        var now = An.Mapping("m1", An.QueueArn("work"), "f", state, cap);
        var change = MappingTarget.For(In(Enum.Parse<CircuitState>(circuit)), recorded).ChangeFor(now);
        Assert.Equal(
            (enabled, scaling),
            change is null
                ? ("ok", "")
                : (change.Enabled?.ToString() ?? "-", change.ScalingConfig is null ? "-" : change.ScalingConfig.MaximumConcurrency?.ToString() ?? "none"));
    }

    [Theory]
    //          circuit       phase      enabled, cap ("-": whatever it is)
    [InlineData("Contained", "Pause", false, "-")]
    [InlineData("Contained", "Trickle", true, "5")]
    [InlineData("HalfOpen", "Pause", false, "-")]
    [InlineData("HalfOpen", "Trickle", true, "5")]
    public void While_an_experiment_runs_its_phase_decides(string circuit, string phase, bool enabled, string cap)
    {
        var target = MappingTarget.For(In(Enum.Parse<CircuitState>(circuit), Enum.Parse<TrialPhase>(phase)), Queue(true, null));
        Assert.Equal((enabled, cap), (target.Enabled, target.Scaling?.MaximumConcurrency?.ToString() ?? "-"));
    }

    [Fact]
    public void A_trickle_is_never_more_than_what_the_owner_allows() =>
        Assert.Equal(3, MappingTarget.For(In(CircuitState.Contained, TrialPhase.Trickle), Queue(true, 3)).Scaling!.MaximumConcurrency);

    [Theory]
    [InlineData("Contained", null, false)]
    [InlineData("HalfOpen", null, true)]
    [InlineData("Contained", "Pause", false)]
    [InlineData("Contained", "Trickle", true)]
    [InlineData("Open", null, false)]
    [InlineData("Closed", null, true)]
    public void Provisioned_pollers_cannot_be_capped_and_are_only_enabled_or_disabled(string circuit, string? phase, bool enabled) => Assert.Equal(
        new MappingTarget(enabled, null),
        MappingTarget.For(In(Enum.Parse<CircuitState>(circuit), Phase(phase)), Queue(true, null) with { IsProvisioned = true }));

    [Theory]
    //          circuit      phase      enabled, batch size and parallelization factor; 0: however they are
    [InlineData("Contained", null, false, 0, 0)]
    [InlineData("Contained", "Pause", false, 0, 0)]
    [InlineData("Contained", "Trickle", true, 5, 1)]
    [InlineData("Open", null, false, 0, 0)]
    [InlineData("HalfOpen", null, true, 1, 1)]
    [InlineData("Closed", null, true, 100, 4)]
    public void A_stream_trickles_in_small_batches_one_at_a_time(string circuit, string? phase, bool enabled, int batchSize, int factor) => Assert.Equal(
        new MappingTarget(enabled, null, batchSize == 0 ? null : new RecordedReading(batchSize, factor)),
        MappingTarget.For(In(Enum.Parse<CircuitState>(circuit), Phase(phase)), Stream));

    [Fact]
    public void A_streams_batch_is_never_larger_than_the_owner_wants() => Assert.Equal(
        new RecordedReading(3, 1),
        MappingTarget.For(In(CircuitState.Contained, TrialPhase.Trickle), Stream with { Stream = new RecordedReading(3, 4) }).Reading);

    [Fact]
    public void Batch_size_and_parallelization_are_given_back_beside_the_rest()
    {
        var now = An.Mapping("m1", An.TableStreamArn("orders"), "f", "Disabled") with { BatchSize = 1, Stream = new StreamReading(1, null, null, false, false) };
        Assert.Equal(new MappingChange(true, null, 100, 4), MappingTarget.For(In(CircuitState.Closed), Stream).ChangeFor(now));
    }

    [Theory]
    [InlineData("Contained", "Pause", false)]
    [InlineData("HalfOpen", "Trickle", true)]
    [InlineData("Contained", null, true)]
    [InlineData("Open", null, true)]
    [InlineData("Closed", null, true)]
    public void Another_function_on_the_loop_is_held_only_while_an_experiment_runs(string circuit, string? phase, bool enabled)
    {
        var target = MappingTarget.For(In(Enum.Parse<CircuitState>(circuit), Phase(phase)), Queue(true, 7) with { Function = "other" });
        Assert.Equal((enabled, phase == "Trickle" ? 3 : enabled ? 7 : null), (target.Enabled, target.Scaling?.MaximumConcurrency));
    }

    [Fact]
    public void What_was_disabled_before_the_breaker_came_stays_so_in_every_state()
    {
        foreach (var state in Enum.GetValues<CircuitState>())
            foreach (var trial in new TrialPhase?[] { null, TrialPhase.Pause, TrialPhase.Trickle })
                foreach (var recorded in new[] { Queue(false, 7), Stream with { Enabled = false }, Queue(false, null) with { Function = "other" } })
                    Assert.False(MappingTarget.For(In(state, trial), recorded).Enabled);
    }

    [Theory]
    [InlineData("Disabling", true)]
    [InlineData("Updating", false)]
    [InlineData("Enabling", false)]
    [InlineData("Enabled", false)]
    public void Only_a_mapping_that_is_being_disabled_needs_no_further_request_to_be_disabled(string state, bool approached)
    {
        var target = new MappingTarget(Enabled: false, new ScalingChange(null));
        var mapping = An.Mapping("m1", An.QueueArn("work"), "f", state);
        Assert.Equal(approached, target.IsApproachedBy(mapping));
        Assert.False(target.IsMetBy(mapping));
    }

    private static RecordedMapping Stream { get; } =
        new("m1", An.TableStreamArn("orders"), "f", Enabled: true, null, IsProvisioned: false, new RecordedReading(100, 4));

    private static RecordedMapping Queue(bool enabled, int? cap) => new("m1", An.QueueArn("work"), "f", enabled, cap, IsProvisioned: false, Stream: null);

    private static TrialPhase? Phase(string? word) => word is null ? null : Enum.Parse<TrialPhase>(word);

    private static Circuit In(CircuitState state, TrialPhase? phase = null) => Circuit.Untouched("f") with
    {
        State = state,
        Trial = phase is { } p ? A.Trial(p, ("f", 5), ("other", 3)) : null,
    };
}
