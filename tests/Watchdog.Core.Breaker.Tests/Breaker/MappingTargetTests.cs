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
    [InlineData("Contained", false, null, "Disabled", null, "-", "2")]
    [InlineData("HalfOpen", true, 7, "Disabled", 7, "True", "2")]
    [InlineData("HalfOpen", false, 7, "Disabled", 2, "ok", "")]
    [InlineData("Closed", true, null, "Disabled", 2, "True", "none")]
    [InlineData("Closed", true, 7, "Disabled", 7, "True", "-")]
    [InlineData("Closed", false, 7, "Disabled", 2, "-", "7")]
    [InlineData("Closed", true, 7, "Enabled", 7, "ok", "")]
    public void A_queues_mapping_is_changed_by_just_what_is_missing(
        string circuit, bool recordedEnabled, int? recordedCap, string state, int? cap, string enabled, string scaling)
    {
        var recorded = new RecordedMapping("m1", An.QueueArn("work"), "orders", recordedEnabled, recordedCap, IsProvisioned: false, Stream: null);
        var now = An.Mapping("m1", An.QueueArn("work"), "f", state, cap);
        var change = MappingTarget.For(Enum.Parse<CircuitState>(circuit), recorded).ChangeFor(now);
        Assert.Equal(
            (enabled, scaling),
            change is null
                ? ("ok", "")
                : (change.Enabled?.ToString() ?? "-", change.ScalingConfig is null ? "-" : change.ScalingConfig.MaximumConcurrency?.ToString() ?? "none"));
    }

    [Theory]
    [InlineData("Contained", false)]
    [InlineData("Open", false)]
    [InlineData("HalfOpen", true)]
    [InlineData("Closed", true)]
    public void A_streams_mapping_is_only_enabled_or_disabled_because_it_has_no_maximum_concurrency(string circuit, bool enabled)
    {
        var target = MappingTarget.For(
            Enum.Parse<CircuitState>(circuit), new RecordedMapping("m1", An.TableStreamArn("orders"), "orders", Enabled: true, null, IsProvisioned: false, new RecordedReading(100, 1)));
        Assert.Equal(new MappingTarget(enabled, null), target);
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
}
