using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker.Tests.Breaker;

/// <summary>What is read out of a circuit's history.</summary>
public sealed class HistoryTests
{
    private static readonly DateTimeOffset Now = An.Nine.AddHours(3);

    [Fact]
    public void A_loop_is_left_out_from_ten_minutes_before_its_trip_until_the_circuit_was_closed()
    {
        var span = Assert.Single(HeldSpans.Of([At(30, "trip", CircuitState.Open), At(50, "reset", CircuitState.Closed)], Now));
        Assert.Equal(new HeldSpan(An.Nine.AddMinutes(20), An.Nine.AddMinutes(50)) { WasOpen = true }, span);
    }

    [Fact]
    public void An_experiment_that_ended_well_is_left_out_without_what_was_before()
    {
        var span = Assert.Single(HeldSpans.Of([At(33, "release", CircuitState.Closed), At(30, "contain", CircuitState.Contained)], Now));
        Assert.Equal(new HeldSpan(An.Nine.AddMinutes(30), An.Nine.AddMinutes(33)), span);
    }

    [Fact]
    public void From_containing_to_the_last_probe_it_is_one_span_and_one_that_is_not_closed_lasts_until_now()
    {
        var spans = HeldSpans.Of(
            [
                At(2, "trip", CircuitState.Open), At(5, "reset", CircuitState.Closed), At(30, "contain", CircuitState.Contained), At(33, "trip", CircuitState.Open),
                At(40, "probe", CircuitState.HalfOpen), At(45, "trip", CircuitState.Open),
            ],
            Now);
        Assert.Equal([(An.Nine.AddMinutes(-8), An.Nine.AddMinutes(5)), (An.Nine.AddMinutes(23), Now)], spans.Select(s => (s.From, s.To)));
    }

    [Fact]
    public void The_busiest_minute_of_each_hour_is_without_the_minutes_of_loops()
    {
        var points = Enumerable.Range(0, 180).Select(i => (double?)(i is 10 ? 500 : i is 70 ? 9000 : i is 170 ? null : 100));
        var series = new Series(new TimeWindow(An.Nine, Now), [.. points]);
        Assert.Equal([500, 9000, 100], HourlyMaxima.Of(series, []));
        Assert.Equal([500, 100, 100], HourlyMaxima.Of(series, [new HeldSpan(An.Nine.AddMinutes(65), An.Nine.AddMinutes(80))]));
        Assert.Equal([500, 100], HourlyMaxima.Of(series, [new HeldSpan(An.Nine.AddMinutes(60), An.Nine.AddMinutes(120))]));
    }

    [Fact]
    public void Each_change_of_somebody_else_is_told_once_and_the_same_one_again_after_an_hour()
    {
        Assert.Null(Interferences.NewestTold([At(0, "trip", CircuitState.Open)], An.Nine));
        Assert.Null(Interferences.NewestTold([Hold(-5, "Enabled")], An.Nine));
        Assert.Equal(An.Nine.AddMinutes(5), Told(Hold(5, "Enabled")));
        Assert.Equal(An.Nine.AddMinutes(5), Told(Hold(5, "Enabled"), Hold(6, "Enabled"), Hold(7, "Enabled")));
        Assert.Equal(An.Nine.AddMinutes(7), Told(Hold(5, "Enabled"), Hold(7, "Capped at 10")));
        Assert.Equal(An.Nine.AddMinutes(66), Told(Hold(5, "Enabled"), Hold(66, "Enabled")));

        static DateTimeOffset Told(params CircuitTransition[] history) => Interferences.NewestTold(history.Reverse(), An.Nine)!.At;
    }

    private static CircuitTransition At(int minute, string action, CircuitState to, params string[] evidence) => new(
        "f", An.Nine.AddMinutes(minute), action, CircuitState.Closed, to, "CircuitBreaker", "A reason.", [.. evidence], minute + 10);

    private static CircuitTransition Hold(int minute, string evidence) => At(minute, "hold", CircuitState.Open, evidence);
}
