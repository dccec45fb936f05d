using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class AsynchronousTests
{
    [Fact]
    public void What_comes_to_a_bucket_is_processed_once()
    {
        var play = new Play(Push.Of("rate: 10/s")).Minutes(3);

        Assert.Equal(600, play.Lambda("Invocations", "Sum", 1));
        Assert.Equal(600, play.Lambda("AsyncEventsReceived", "Sum", 1));
        Assert.Equal(600, play.Total("Invocations", "Sum", 1));
        Assert.Null(play.Lambda("AsyncEventsDropped", "Sum", 1));
        Assert.Equal(1000, play.Lambda("AsyncEventAge", "Maximum", 1));
    }

    [Fact]
    public void An_event_that_fails_is_tried_again_after_one_minute_and_after_two_more_and_then_dropped()
    {
        var play = new Play(Push.Of("", "errorRate: 1, duration: { p50: 100ms }"));
        play.Account.PushSources["uploads"].Send(1);
        play.Minutes(6);

        Assert.Equal([1, 1, null, 1, null], Minutes(play, "Invocations", 5));
        Assert.Equal([1, 1, null, 1, null], Minutes(play, "Errors", 5));
        Assert.Equal([null, null, null, 1, null], Minutes(play, "AsyncEventsDropped", 5));
        Assert.Equal((0, 1, 0), Waiting(play));
        Assert.InRange(play.Lambda("AsyncEventAge", "Maximum", 3)!.Value, 180_000, 185_000);
    }

    [Fact]
    public void An_event_whose_retry_succeeds_is_not_dropped()
    {
        var play = new Play(Push.Of("", "errorRate: 1, duration: { p50: 2s }", rest: "changes: [ { at: 30s, function: process, errorRate: 0 } ]"));
        play.Account.PushSources["uploads"].Send(7);
        play.Minutes(6);

        Assert.Equal([7, 7, null, null, null], Minutes(play, "Invocations", 5));
        Assert.Equal([7, 0, null, null, null], Minutes(play, "Errors", 5));
        Assert.Equal((7, 0, 0), Waiting(play));
    }

    [Fact]
    public void What_is_given_up_goes_to_the_failure_destination()
    {
        var play = new Play(Push.Of("", "errorRate: 1, duration: { p50: 100ms }, onFailure: failures"));
        play.Account.PushSources["uploads"].Send(25);
        play.Minutes(6);

        Assert.Equal(25, play.Lambda("AsyncEventsDropped", "Sum", 3));
        Assert.Equal((25, 25), (play.Queue("failures").Totals.Sent, play.Queue("failures").Visible));
    }

    [Fact]
    public void Refused_events_back_off_and_come_back_and_none_is_lost()
    {
        // 600 events want 100 executions at once; there are 5, which do 300 a minute.
        var play = new Play(Push.Of(Push.InFirstMinute(600), "duration: { p50: 1s }, reservedConcurrency: 5")).Minutes(2);

        Assert.True(play.Lambda("Throttles", "Sum", 0) > 300);
        Assert.Equal(5, play.Lambda("ConcurrentExecutions", "Maximum", 0));
        Assert.True(Waiting(play).Waiting > 0);

        play.Minutes(28);
        Assert.Equal((600, 0, 0), Waiting(play));
        Assert.Equal(0, play.Function("process").Totals.Errors);
        Assert.Null(play.Lambda("Throttles", "Sum", 29));
    }

    [Fact]
    public void A_reservation_of_zero_stops_at_once_and_drops_what_waits()
    {
        var play = new Play(Push.Of("rate: 10/s", "duration: { p50: 100ms }, onFailure: failures", "changes: [ { at: 2m, function: process, reservedConcurrency: 0 } ]")).Minutes(4);

        Assert.Equal(600, play.Lambda("AsyncEventsReceived", "Sum", 3));
        Assert.Equal(600, play.Lambda("AsyncEventsDropped", "Sum", 3));
        Assert.Null(play.Lambda("Invocations", "Sum", 3));
        Assert.Null(play.Lambda("Throttles", "Sum", 3));
        Assert.Equal(play.Queue("failures").Totals.Sent, Waiting(play).Dropped);
    }

    [Fact]
    public void After_six_hours_an_event_that_found_no_slot_is_given_up()
    {
        // One execution, which each attempt takes for the minute of its timeout: 360 attempts in six hours, and 600 would be needed.
        var play = new Play(Push.Of("", "duration: { p50: 1h }, reservedConcurrency: 1, onFailure: failures"));
        play.Account.PushSources["uploads"].Send(200);
        play.Minutes(6 * 60 - 1);
        Assert.True(Waiting(play).Waiting > 0);

        play.Minutes(8);
        Assert.Equal(0, Waiting(play).Waiting);
        Assert.Equal(200, play.Queue("failures").Totals.Sent);
    }

    [Theory]
    [InlineData("duration: { p50: 200ms, p99: 3s }, errorRate: 0.3")]
    [InlineData("duration: { p50: 4s, p99: 20s }, errorRate: 0.1, reservedConcurrency: 20")]
    [InlineData("duration: { p50: 50ms }, reservedConcurrency: 1, errorRate: 0.02")]
    [InlineData("duration: { p50: 50s, p99: 90s }")]
    public void Received_is_succeeded_and_dropped_and_waiting_at_every_moment(string function)
    {
        var play = new Play(Push.Of("rate: [ { at: 0m, rate: 20/s }, { at: 20m, rate: 0/s } ]", function));

        for (var minute = 0; minute < 60; minute++)
        {
            play.Seconds(37).Seconds(23);
            var (succeeded, dropped, waiting) = Waiting(play);
            // What has begun and will succeed waits no less than what has not begun.
            Assert.InRange(Math.Min((minute + 1) * 1200, 24_000), succeeded - play.Function("process").Running + dropped + waiting, succeeded + dropped + waiting);
        }

        Assert.Equal(24_000, Sum(play, "AsyncEventsReceived"));
    }

    [Fact]
    public void An_event_goes_to_every_trigger_of_its_source()
    {
        var play = new Play("""
            name: fan-out
            duration: 1h
            topics: [ { name: events }, { name: silent } ]
            functions: [ { name: process, duration: { p50: 100ms } }, { name: audit, duration: { p50: 100ms } }, { name: other } ]
            triggers: [ { source: events, function: process }, { source: events, function: audit }, { source: silent, function: other } ]
            traffic: [ { to: events, rate: 5/s, exact: true } ]
            """).Minutes(2);

        Assert.Equal((300, 300), (play.Lambda("Invocations", "Sum", 1), play.Lambda("Invocations", "Sum", 1, "audit")));
        Assert.Null(play.Lambda("Invocations", "Sum", 1, "other"));
    }

    [Fact]
    public void What_a_function_writes_to_another_function_is_an_asynchronous_event_of_it()
    {
        var play = new Play("""
            name: chain
            duration: 1h
            functions:
              - { name: process, duration: { p50: 100ms }, writes: [ { to: next, perMessage: 2 } ] }
              - { name: next, duration: { p50: 100ms } }
            traffic: [ { to: process, rate: 5/s, exact: true } ]
            """).Minutes(3);

        Assert.Equal(300, play.Lambda("Invocations", "Sum", 2));
        Assert.Equal(600, play.Lambda("Invocations", "Sum", 2, "next"));
        Assert.Equal(600, play.Lambda("AsyncEventsReceived", "Sum", 2, "next"));
        Assert.Null(play.Lambda("AsyncEventsReceived", "Sum", 2));
    }

    [Fact]
    public void A_loop_through_a_bucket_grows_until_its_reservation_and_stays_there()
    {
        var play = new Play(Push.Of(
            "rate: 1/s", "duration: { p50: 1s }, reservedConcurrency: 50",
            "changes: [ { at: 2m, function: process, writes: [ { to: uploads, perMessage: 2 } ] } ]")).Minutes(12);

        Assert.Equal(60, play.Lambda("Invocations", "Sum", 1));
        for (var minute = 5; minute < 12; minute++)
        {
            Assert.Equal(50, play.Lambda("ConcurrentExecutions", "Maximum", minute));
            Assert.InRange(play.Lambda("Invocations", "Sum", minute)!.Value, 1400, 3000);
            Assert.True(play.Lambda("Throttles", "Sum", minute) > 1000);
            Assert.True(play.Lambda("AsyncEventsReceived", "Sum", minute) > play.Lambda("Invocations", "Sum", minute));
        }
    }

    private static double?[] Minutes(Play play, string metric, int count) => [.. Enumerable.Range(0, count).Select(m => play.Lambda(metric, "Sum", m))];

    private static double Sum(Play play, string metric) => Enumerable.Range(0, 60).Sum(m => play.Lambda(metric, "Sum", m) ?? 0);

    /// <summary>Successes that were counted, whatever runs still; events that were dropped; and those that wait or run.</summary>
    private static (long Succeeded, long Dropped, long Waiting) Waiting(Play play)
    {
        var totals = play.Function("process").Totals;
        var dropped = (long)Enumerable.Range(0, 12 * 60).Sum(m => play.Lambda("AsyncEventsDropped", "Sum", m) ?? 0);
        return (totals.Invocations - totals.Errors, dropped, play.Function("process").AsynchronousEvents);
    }
}
