using System.Text;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using AWS.Lambda.Powertools.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Hosting;

public class ScheduledTickTests
{
    private readonly FakeState _state = new();
    private readonly FakeMetrics _metrics = new();
    private readonly ScheduledTick _tick;

    public ScheduledTickTests() => _tick = new ScheduledTick(
        new Tick(_state, new IncidentDesk(_state, _state)), Given.Settings, new OwnMetrics(_metrics, Given.Settings), NullLogger<ScheduledTick>.Instance);

    private Task RunAsync(FakeWatch watch, ScheduledEvent scheduled) => _tick.RunAsync(watch, scheduled, Given.Context());

    [Fact]
    public async Task An_event_without_a_time_is_refused_before_anything_is_done()
    {
        var watch = new FakeWatch();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(watch, new ScheduledEvent()));
        Assert.Contains("no 'time'; expected an EventBridge scheduled event", error.Message, StringComparison.Ordinal);
        Assert.Empty(watch.AskedAt);
        Assert.Empty(_state.Ticks);
        Assert.Empty(_metrics.Published);
    }

    [Fact]
    public async Task The_tick_is_the_minute_of_the_event_whatever_second_it_names()
    {
        var watch = new FakeWatch();
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(10).AddSeconds(37)));
        Assert.Equal([Given.AtMinute(10)], watch.AskedAt);
    }

    [Theory]
    [InlineData("2026-01-05T09:10:00Z")]
    [InlineData("2026-01-05T11:10:00+02:00")]
    [InlineData("2026-01-05T09:10:00")]
    public async Task The_zone_of_the_process_does_not_matter(string time)
    {
        var zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", "Asia/Tokyo");
            TimeZoneInfo.ClearCachedData();
            Assert.SkipUnless(TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.FromHours(9), "This machine has no time zone database.");

            using var json = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"time\":\"{time}\"}}"));
            var watch = new FakeWatch();
            await RunAsync(watch, new FunctionsSerializer().Deserialize<ScheduledEvent>(json));
            Assert.Equal([Given.AtMinute(10)], watch.AskedAt);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public async Task A_minute_that_comes_again_is_not_judged_again_and_publishes_no_metrics()
    {
        var watch = new FakeWatch();
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(10)));
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(10)));
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(9)));
        Assert.Equal([Given.AtMinute(10)], watch.AskedAt);
        Assert.Single(_metrics.Published);
    }

    [Fact]
    public async Task A_tick_publishes_what_it_found_under_the_watchers_name()
    {
        var watch = new FakeWatch(
            new Judgement.Trouble(Given.Finding(Symptom.Throttled, ResourceId.Function("orders"))),
            new Judgement.Trouble(Given.Finding(Symptom.ErrorStall, ResourceId.Queue("work"))),
            new Judgement.InsufficientData(Symptom.Backpressure, ResourceId.Queue("other"), "too few points"),
            new Judgement.Healthy(Symptom.Backpressure, ResourceId.Queue("work"), "all is well"));
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(10)));

        var published = Assert.Single(_metrics.Published);
        Assert.Equal("TestWatcher", Assert.Single(published.Dimensions, d => d.Key == "Watcher").Value);
        Assert.Equal(
            new Dictionary<string, (double, MetricUnit)>
            {
                ["Ticks"] = (1, MetricUnit.Count),
                ["Findings"] = (2, MetricUnit.Count),
                ["InsufficientData"] = (1, MetricUnit.Count),
                ["MessagesSent"] = (2, MetricUnit.Count),
                ["ApiCost"] = (0, MetricUnit.None),
            },
            published.Values);
        Assert.Equal(2, _state.Sent.Count);
    }

    [Fact]
    public async Task A_tick_publishes_what_its_calls_cost_and_what_the_budget_held_back_and_logs_once_that_it_does()
    {
        var costs = new FakeCosts();
        var spending = new Spending(costs, new MonthlyBudget(100));
        var log = new FakeLog<ScheduledTick>();
        var own = new OwnMetrics(_metrics, Given.Settings);
        var tick = new ScheduledTick(new Tick(_state, new IncidentDesk(_state, _state), spending), Given.Settings, own, log);
        var watch = new FakeWatch { WhenAsked = now => { costs.Total += 0.5m; spending.AllowsSweep(now); } };
        _state.Spent = 4;
        for (var minute = 1; minute <= 3; minute++)
            await tick.RunAsync(watch, Given.Scheduled(Given.AtMinute(minute)), Given.Context());

        Assert.All(_metrics.Published, p => Assert.Equal((0.5, MetricUnit.None), p.Values["ApiCost"]));
        Assert.All(_metrics.Published, p => Assert.Equal((1, MetricUnit.Count), p.Values["SweepsHeldBack"]));
        Assert.Equal(5, _state.Spent);
        Assert.Equal(
            "TestWatcher has spent 4.00 USD of its 5.00 USD of this month's budget, more than its pace: it looks for trouble that nothing points to only when the month has caught up with the spending",
            Assert.Single(log.Lines, line => line.Contains("budget", StringComparison.Ordinal)));

        _state.Spent = 0;
        await tick.RunAsync(watch, Given.Scheduled(Given.AtMinute(4)), Given.Context());
        Assert.DoesNotContain("SweepsHeldBack", _metrics.Published[^1].Values.Keys);
        Assert.Contains(log.Lines, line => line.EndsWith("is within its pace again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_tick_publishes_anew()
    {
        var watch = new FakeWatch();
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(10)));
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(11)));
        Assert.Equal([1, 1], _metrics.Published.Select(p => p.Values["Ticks"].Value));
    }

    [Fact]
    public async Task A_watch_that_fails_fails_the_invocation_and_its_missing_metric_is_the_alarm()
    {
        var watch = new FakeWatch { Fault = new InvalidOperationException("CloudWatch is down.") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(watch, Given.Scheduled(Given.AtMinute(10))));
        Assert.Empty(_metrics.Published);
    }

    [Fact]
    public async Task How_many_resources_are_in_trouble_is_published_by_symptom_while_there_are_any()
    {
        await RunAsync(new FakeWatch(), Given.Scheduled(Given.AtMinute(9)));
        Assert.Empty(_metrics.Single);
        var watch = new FakeWatch(
            new Judgement.Trouble(Given.Finding(Symptom.Throttled, ResourceId.Function("orders"))),
            new Judgement.Trouble(Given.Finding(Symptom.Throttled, ResourceId.Function("zebra"))),
            new Judgement.Trouble(Given.Finding(Symptom.ErrorStall, ResourceId.Queue("work"))));
        await RunAsync(watch, Given.Scheduled(Given.AtMinute(10)));
        Assert.Equal(
            [("ResourcesInTrouble", 2, "Service=watchdog Symptom=Throttled"), ("ResourcesInTrouble", 1, "Service=watchdog Symptom=ErrorStall")], _metrics.Single);
    }
}
