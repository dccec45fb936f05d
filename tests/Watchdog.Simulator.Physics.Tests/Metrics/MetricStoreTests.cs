using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Metrics;

public sealed class MetricStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly MetricId Latency = new("Shop", "Latency", "Milliseconds", new MetricDimension("Service", "pay"));
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static IReadOnlyList<MetricPoint> Read(MetricStore store, string statistic, int minutes = 1, int from = 0, int to = 60, DateTimeOffset? now = null) =>
        store.Read(Latency, statistic, minutes * Minute, Start.AddMinutes(from), Start.AddMinutes(to), now ?? DateTimeOffset.MaxValue);

    [Fact]
    public void A_minute_is_readable_only_after_its_end_and_delay()
    {
        var store = new MetricStore(1, TimeSpan.FromMinutes(2), TimeSpan.Zero);
        store.Record(Latency, Start.AddSeconds(30), 5);

        Assert.Empty(Read(store, "Sum", now: Start.AddMinutes(3).AddTicks(-1)));
        Assert.Equal([new MetricPoint(Start, 5)], Read(store, "Sum", now: Start.AddMinutes(3)));
    }

    [Fact]
    public void The_delay_of_each_minute_lies_between_delay_and_delay_plus_jitter_and_does_not_depend_on_who_reads()
    {
        var store = new MetricStore(7, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        for (var minute = 0; minute < 200; minute++) store.Record(Latency, Start.AddMinutes(minute), 1);
        int Seconds(int minute)
        {
            var now = Start.AddMinutes(minute + 1);
            while (Read(store, "Sum", from: minute, to: minute + 1, now: now).Count == 0) now = now.AddSeconds(1);
            return (int)(now - Start.AddMinutes(minute + 1)).TotalSeconds;
        }

        var delays = Enumerable.Range(0, 200).Select(Seconds).ToList();
        Assert.All(delays, d => Assert.InRange(d, 60, 120));
        Assert.True(delays.Max() > 110 && delays.Min() < 70 && delays.Distinct().Count() > 30);
        Assert.Equal(delays, Enumerable.Range(0, 200).Select(m => Seconds(199 - m)).Reverse());
    }

    [Fact]
    public void An_invocation_is_stamped_with_its_start_and_readable_no_earlier_than_its_end_and_delay()
    {
        var play = new Play("""
            name: late
            duration: 1h
            cloudwatch: { delay: 1m, jitter: 0s }
            functions: [ { name: process, timeout: 15m, duration: { p50: 10m } } ]
            traffic: [ { to: process, rate: [ { at: 30s, rate: 1/s }, { at: 31s, rate: 0/s } ], exact: true } ]
            """).Minutes(20);
        IReadOnlyList<MetricPoint> Invocations(double minutes) =>
            play.Account.Metrics.Read(Play.LambdaId("Invocations"), "Sum", Minute, Start, Start.AddHours(1), Start.AddMinutes(minutes));

        Assert.Empty(Invocations(11.9));
        Assert.Equal([new MetricPoint(Start, 1)], Invocations(12));
        // While it runs it shows in the concurrency.
        Assert.Equal(1, play.Lambda("ConcurrentExecutions", "Maximum", 5));
        Assert.Null(play.Lambda("ConcurrentExecutions", "Maximum", 12));
    }

    [Fact]
    public void The_sum_of_an_old_minute_grows_when_late_invocations_end()
    {
        var play = new Play("""
            name: growing
            duration: 1h
            cloudwatch: { delay: 1m, jitter: 0s }
            functions: [ { name: process, timeout: 5m, duration: { p50: 40s, p99: 4m } } ]
            traffic: [ { to: process, rate: 10/s, exact: true } ]
            """).Minutes(20);
        double Sum(int now) => play.Account.Metrics.Read(
            Play.LambdaId("Invocations"), "Sum", Minute, Start.AddMinutes(5), Start.AddMinutes(6), Start.AddMinutes(now)).Sum(p => p.Value);

        Assert.Equal(0, Sum(6));
        Assert.InRange(Sum(7), 1, 500);
        Assert.InRange(Sum(8), Sum(7) + 1, 599);
        Assert.Equal(600, Sum(13));
    }

    [Fact]
    public void Statistics_are_those_of_the_samples()
    {
        var store = new MetricStore();
        for (var i = 1; i <= 100; i++) store.Record(Latency, Start, i);
        store.Record(Latency, Start, 1000, 0);

        Assert.Equal(
            [5050, 50.5, 1, 100, 100],
            new[] { "Sum", "Average", "Minimum", "Maximum", "SampleCount" }.Select(s => Assert.Single(Read(store, s)).Value));
        Assert.InRange(Assert.Single(Read(store, "p50")).Value, 49, 51);
        Assert.InRange(Assert.Single(Read(store, "p99")).Value, 98, 100);
        Assert.Equal(1, Assert.Single(Read(store, "p0")).Value, 0.02);
    }

    [Fact]
    public void A_longer_period_covers_its_minutes_and_carries_its_start()
    {
        var store = new MetricStore();
        foreach (var minute in new[] { 0, 1, 4, 5, 12 }) store.Record(Latency, Start.AddMinutes(minute), 1);

        Assert.Equal([new(Start, 3), new(Start.AddMinutes(5), 1), new(Start.AddMinutes(10), 1)], Read(store, "Sum", minutes: 5));
        Assert.Equal([new(Start.AddMinutes(1), 2)], Read(store, "Sum", minutes: 5, from: 1, to: 5));
    }

    [Fact]
    public void The_end_is_exclusive_and_missing_minutes_are_absent()
    {
        var store = new MetricStore();
        store.Record(Latency, Start.AddMinutes(1), 1);
        store.Record(Latency, Start.AddMinutes(3), 1);

        Assert.Equal([Start.AddMinutes(1)], Read(store, "Sum", from: 0, to: 3).Select(p => p.Start));
        Assert.Empty(Read(store, "Sum", from: 2, to: 3));
        Assert.Empty(store.Read(Latency with { Dimensions = [] }, "Sum", Minute, Start, Start.AddHours(1), DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData("Median")]
    [InlineData("p101")]
    [InlineData("")]
    public void An_unknown_statistic_is_an_error_that_names_the_accepted_ones(string statistic) =>
        Assert.Contains("Sum, Average, Minimum, Maximum, SampleCount", Assert.Throws<ArgumentException>(() => Read(new MetricStore(), statistic)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_period_must_be_whole_minutes() =>
        Assert.Throws<ArgumentException>(() => new MetricStore().Read(Latency, "Sum", TimeSpan.FromSeconds(90), Start, Start.AddHours(1), Start));
}
