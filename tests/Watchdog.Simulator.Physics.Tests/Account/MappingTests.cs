using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class MappingTests
{
    private static string Busy(string rest = "") =>
        Yaml.Of("rate: 10/s", function: "duration: { p50: 30s }", mapping: "batchSize: 1, maximumConcurrency: 20", rest: rest);

    [Fact]
    public void Disabling_takes_some_seconds_and_does_not_stop_what_is_in_flight()
    {
        var play = new Play(Busy()).Minutes(3);
        play.Mapping().Change(enabled: false, null, null);

        Assert.Equal(("Disabling", true), (play.Mapping().State, play.Mapping().IsChanging));
        play.Seconds(4);
        Assert.Equal("Disabling", play.Mapping().State);
        play.Seconds(17);
        Assert.Equal("Disabled", play.Mapping().State);
        Assert.True(play.Function("process").Running > 0);

        var deleted = play.Queue("work").Totals.Deleted;
        play.Seconds(31);
        Assert.Equal(0, play.Function("process").Running);
        Assert.True(play.Queue("work").Totals.Deleted > deleted);
        var received = play.Queue("work").Totals.Received;
        play.Minutes(2);
        Assert.Equal(received, play.Queue("work").Totals.Received);
    }

    [Fact]
    public void A_mapping_that_is_being_changed_refuses_another_change()
    {
        var play = new Play(Busy()).Minutes(1);
        play.Mapping().Change(null, ValueTuple.Create<int?>(2), null);

        Assert.Equal("Updating", play.Mapping().State);
        var refused = Assert.Throws<InvalidOperationException>(() => play.Mapping().Change(false, null, null));
        Assert.Contains("Updating", refused.Message, StringComparison.Ordinal);
        Assert.Equal(20, play.Mapping().MaximumConcurrency);
        play.Seconds(21);
        Assert.Equal(("Enabled", 2), (play.Mapping().State, play.Mapping().MaximumConcurrency));
        Assert.InRange(play.Mapping().LastModified, play.Start.AddSeconds(65), play.Account.Now);
    }

    [Fact]
    public void A_cap_chokes_the_function_once_its_running_invocations_have_ended()
    {
        var play = new Play(Busy()).Minutes(5);
        play.Mapping().Change(null, ValueTuple.Create<int?>(2), null);
        play.Minutes(2);

        Assert.Equal(2, play.Function("process").Running);
        play.Mapping().Change(null, ValueTuple.Create<int?>(null), null);
        play.Minutes(4);
        Assert.Null(play.Mapping().MaximumConcurrency);
        Assert.True(play.Function("process").Running > 100);
    }

    [Fact]
    public void A_mapping_that_is_enabled_again_starts_with_five_pollers()
    {
        var play = new Play(Busy()).Minutes(3);
        play.Mapping().Change(false, null, null);
        play.Minutes(2);
        play.Mapping().Change(true, null, null);
        Assert.Equal("Enabling", play.Mapping().State);
        while (play.Mapping().IsChanging) play.Seconds(1);

        Assert.Equal(5, play.Function("process").Running);
    }

    [Fact]
    public void A_disabled_mapping_that_is_updated_stays_disabled()
    {
        var play = new Play(Busy()).Minutes(1);
        play.Mapping().Change(false, null, null);
        play.Minutes(1);
        play.Mapping().Change(null, null, batchSize: 7);
        Assert.Equal("Updating", play.Mapping().State);
        play.Minutes(1);
        Assert.Equal(("Disabled", 7), (play.Mapping().State, play.Mapping().BatchSize));
    }

    [Fact]
    public void A_scenarios_change_waits_until_a_change_by_hand_is_done()
    {
        var play = new Play(Busy("changes: [ { at: 1m, mapping: work, enabled: false } ]")).Seconds(59);
        play.Mapping().Change(null, null, 5);
        play.Seconds(50);

        Assert.Equal(("Disabled", 5), (play.Mapping().State, play.Mapping().BatchSize));
    }

    [Fact]
    public void A_batching_window_gathers_a_batch_until_it_is_full_or_the_window_ends()
    {
        var few = new Play(Yaml.Of("rate: 1/s, exact: true", mapping: "batchSize: 100, batchingWindow: 20s")).Minutes(10);
        Assert.InRange(few.Lambda("Invocations", "Sum", 8)!.Value, 2, 3);
        Assert.InRange(few.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 8)!.Value, 18, 21);

        var many = new Play(Yaml.Of("rate: 50/s, exact: true", mapping: "batchSize: 100, batchingWindow: 20s")).Minutes(10);
        Assert.InRange(many.Lambda("Invocations", "Sum", 8)!.Value, 29, 31);

        var stream = new Play(Yaml.OfStream("rate: 1/s, exact: true", mapping: "batchingWindow: 20s")).Minutes(10);
        Assert.InRange(stream.Lambda("Invocations", "Sum", 8)!.Value, 2, 3);
    }
}
