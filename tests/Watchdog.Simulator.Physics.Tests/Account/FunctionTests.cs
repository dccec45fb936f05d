using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("4s", 20, 80)]
    [InlineData("1500ms", 40, 60)]
    [InlineData("250ms", 100, 25)]
    public void Littles_law_holds_at_a_steady_state(string duration, int rate, double concurrency)
    {
        var play = new Play(Yaml.Of($"rate: {rate}/s, exact: true", function: $"duration: {{ p50: {duration} }}", mapping: "batchSize: 1")).Minutes(12);

        Assert.Equal(rate * 60, play.Lambda("Invocations", "Sum", 11));
        Assert.InRange(play.Lambda("ConcurrentExecutions", "Average", 11)!.Value, concurrency * 0.97, concurrency * 1.03);
        Assert.InRange(play.Queue("work").Visible, 0, rate);
    }

    [Fact]
    public void A_slot_does_several_short_invocations_a_second()
    {
        var play = new Play(Yaml.Of("rate: 1000/s", function: "duration: { p50: 50ms, p99: 300ms }", mapping: "batchSize: 1, maximumConcurrency: 10")).Minutes(10);

        // The mean of the log-normal distribution: its median times exp(sigma^2 / 2).
        var sigma = Math.Log(6) / 2.3263;
        var mean = 0.05 * Math.Exp(sigma * sigma / 2);
        Assert.InRange(play.Lambda("Invocations", "Sum", 9)!.Value, 0.95 * 600 / mean, 1.05 * 600 / mean);
        Assert.Equal(10, play.Lambda("ConcurrentExecutions", "Maximum", 9));
    }

    [Fact]
    public void Durations_go_through_both_percentiles()
    {
        var play = new Play(Yaml.Of("rate: 2000/s", function: "duration: { p50: 200ms, p99: 900ms }", mapping: "batchSize: 1")).Minutes(10);

        Assert.InRange(play.Lambda("Duration", "p50", 9)!.Value, 196, 204);
        Assert.InRange(play.Lambda("Duration", "p99", 9)!.Value, 860, 930);
        Assert.InRange(play.Lambda("Duration", "p90", 9)!.Value, 440, 475);
    }

    [Fact]
    public void An_invocation_that_would_outlast_the_timeout_lasts_exactly_the_timeout_and_is_an_error()
    {
        var play = new Play(Yaml.Of("rate: 1/s", function: "duration: { p50: 5m }", rest: "changes: [ { at: 0s, function: process, timeout: 10s } ]")).Minutes(3);

        Assert.Equal(10_000, play.Lambda("Duration", "Maximum", 1));
        Assert.Equal(10_000, play.Lambda("Duration", "Minimum", 1));
        Assert.Equal(play.Lambda("Invocations", "Sum", 1), play.Lambda("Errors", "Sum", 1));
        Assert.Equal(0, play.Queue("work").Totals.Deleted);
    }

    [Fact]
    public void Batches_are_filled_from_what_is_visible()
    {
        var play = new Play(Yaml.Of("rate: 95/s, exact: true", function: "duration: { p50: 100ms }", mapping: "batchSize: 10")).Minutes(5);

        Assert.Equal(600, play.Lambda("Invocations", "Sum", 4));
        Assert.Equal(5700, play.Sqs("NumberOfMessagesDeleted", "Sum", 4));
    }

    [Fact]
    public void A_reservation_is_shared_by_mappings_and_direct_invocations_and_refused_callers_are_gone()
    {
        var play = new Play("""
            name: shared
            duration: 1h
            queues: [ { name: work, visibilityTimeout: 60s } ]
            functions: [ { name: process, timeout: 30s, duration: { p50: 10s }, reservedConcurrency: 50 }, { name: other, timeout: 30s, duration: { p50: 1s } } ]
            mappings: [ { source: work, function: process, batchSize: 1 } ]
            traffic: [ { to: work, rate: 10/s }, { to: process, rate: 10/s }, { to: other, rate: 20/s } ]
            """).Minutes(10);

        Assert.Equal(50, play.Lambda("ConcurrentExecutions", "Maximum", 9));
        Assert.InRange(play.Lambda("Invocations", "Sum", 9)!.Value, 295, 305);
        Assert.True(play.Lambda("Throttles", "Sum", 9) > 100);
        Assert.Equal(0, play.Lambda("Throttles", "Sum", 9, "other"));
        Assert.True(play.Total("ClaimedAccountConcurrency", "Maximum", 9) >= 50 + play.Total("UnreservedConcurrentExecutions", "Average", 9));
        Assert.True(play.Total("UnreservedConcurrentExecutions", "Maximum", 9) < 50);
    }

    [Theory]
    [InlineData(8, "{ p50: 100ms, p99: 800ms }")]
    [InlineData(40, "{ p50: 300ms, p99: 900ms }")]
    [InlineData(200, "{ p50: 80ms, p99: 700ms }")]
    public void Direct_invocations_that_the_pool_has_room_for_are_never_throttled(int rate, string duration)
    {
        var play = new Play($$"""
            name: direct
            duration: 3h
            functions: [ { name: process, timeout: 30s, duration: {{duration}} } ]
            traffic: [ { to: process, rate: {{rate}}/s } ]
            """).Minutes(120);

        Assert.Equal(0, play.Function("process").Totals.Throttles);
        Assert.InRange(play.Function("process").Totals.Invocations, 0.97 * rate * 7200, 1.03 * rate * 7200);
    }

    [Fact]
    public void An_invocation_by_hand_is_throttled_when_nothing_is_free()
    {
        var play = new Play("""
            name: hand
            duration: 1h
            functions: [ { name: process, timeout: 30s, duration: { p50: 10s }, reservedConcurrency: 1 } ]
            """).Minutes(1);

        Assert.Equal([true, false], [play.Function("process").InvokeOnce(), play.Function("process").InvokeOnce()]);
        Assert.Equal(1, play.Function("process").Running);
        play.Minutes(1);
        Assert.Equal((1, 1, 0), (play.Lambda("Invocations", "Sum", 1), play.Lambda("Throttles", "Sum", 1), play.Function("process").Running));
        Assert.Equal((1, 1), (play.Lambda("ConcurrentExecutions", "Maximum", 1), play.Total("ConcurrentExecutions", "Maximum", 1)));
    }

    [Fact]
    public void A_loop_of_gain_two_grows_until_the_accounts_limit_and_stays_there()
    {
        var play = new Play(Yaml.Of(
            "rate: 1/s", function: "duration: { p50: 200ms }", mapping: "batchSize: 1",
            rest: "changes: [ { at: 2m, function: process, writes: [ { to: work, perMessage: 2 } ] } ]")).Minutes(12);

        Assert.InRange(play.Lambda("Invocations", "Sum", 1)!.Value, 30, 100);
        var growing = new[] { 2, 3, 4 }.Select(m => play.Lambda("Invocations", "Sum", m)!.Value).ToArray();
        Assert.True(growing[0] > 10_000 && growing[1] > growing[0] && growing[2] > growing[1], string.Join(", ", growing));
        for (var minute = 8; minute < 12; minute++)
        {
            Assert.Equal(1000, play.Lambda("ConcurrentExecutions", "Maximum", minute));
            Assert.InRange(play.Lambda("Invocations", "Sum", minute)!.Value, 280_000, 300_000);
            Assert.True(play.Lambda("Throttles", "Sum", minute) > 0);
            Assert.Equal(0, play.Lambda("Errors", "Sum", minute));
        }
    }

    [Fact]
    public void A_loop_of_gain_one_fed_from_outside_grows_in_a_straight_line()
    {
        var play = new Play(Yaml.Of(
            "rate: 1/s, exact: true", function: "duration: { p50: 2s }", mapping: "batchSize: 1",
            rest: "changes: [ { at: 0s, function: process, writes: [ { to: work, perMessage: 1 } ] } ]")).Minutes(10);

        // Each message that ever came turns once in two seconds.
        for (var minute = 2; minute < 10; minute++)
            Assert.InRange(play.Lambda("Invocations", "Sum", minute)! .Value, 0.95 * 30 * (60 * minute + 30), 1.05 * 30 * (60 * minute + 30));
    }

    [Fact]
    public void A_gain_below_one_dies_out()
    {
        var play = new Play(Yaml.Of(
            "rate: 10/s", function: "duration: { p50: 100ms }", mapping: "batchSize: 1",
            rest: "changes: [ { at: 0s, function: process, writes: [ { to: work, perMessage: 0.5 } ] } ]")).Minutes(10);

        // 1 + 1/2 + 1/4 + ... = 2 invocations for each message from outside.
        Assert.InRange(play.Function("process").Totals.Invocations, 11_400, 12_600);
    }
}
