using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Hosting;

/// <summary>Ticks of a stack that has a central event bus.</summary>
public class BusNotifierTests
{
    private readonly FakeState _state = new();
    private readonly FakeBus _bus = new();
    private readonly FakeMetrics _metrics = new();
    private readonly FakeLog<BusNotifier> _log = new();
    private readonly FakeTimeProvider _clock = new(Given.Nine);
    private readonly ScheduledTick _tick;
    private readonly FakeWatch _watch = new(
        new Judgement.Trouble(Given.Finding(Symptom.Throttled, ResourceId.Function("orders"))),
        new Judgement.Trouble(Given.Finding(Symptom.ErrorStall, ResourceId.Queue("work"))));

    public BusNotifierTests()
    {
        var own = new OwnMetrics(_metrics, Given.Settings);
        var notifier = new BusNotifier(_state, _bus, own, _clock, _log);
        _tick = new ScheduledTick(new Tick(_state, new IncidentDesk(_state, notifier)), Given.Settings, own, NullLogger<ScheduledTick>.Instance, notifier);
    }

    private Task RunAsync(int minute) => _tick.RunAsync(_watch, Given.Scheduled(Given.AtMinute(minute)), Given.Context());

    [Fact]
    public async Task Every_message_that_the_topic_got_is_put_onto_the_bus_once()
    {
        await RunAsync(10);
        await RunAsync(11);
        Assert.Equal(2, _state.Sent.Count);
        Assert.Equal(_state.Sent, _bus.Asked);
        Assert.Equal(
            [
                (NotificationReason.Fired, Given.AtMinute(10), "arn:aws:sqs:us-east-1:123456789012:work"),
                (NotificationReason.Fired, Given.AtMinute(10), "arn:aws:lambda:us-east-1:123456789012:function:orders"),
            ],
            _bus.Asked.Select(n => (n.Reason, n.At, n.ResourceArn!)));
        Assert.Empty(_log.Lines);
        Assert.DoesNotContain(_metrics.Single, m => m.Name == "EventsNotDelivered");
    }

    [Fact]
    public async Task A_bus_that_does_not_answer_is_given_five_seconds_for_all_events_of_a_tick()
    {
        _bus.IsSilent = true;
        var tick = RunAsync(10);
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(tick.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await tick;
        Assert.Equal(2, _state.Sent.Count);
        Assert.Contains(("EventsNotDelivered", 2, "Service=watchdog"), _metrics.Single);
    }

    [Fact]
    public async Task A_bus_that_refuses_stops_no_message_and_has_none_sent_again()
    {
        _bus.Refuses = "AccessDeniedException: not for you";
        await RunAsync(10);
        await RunAsync(11);
        Assert.Equal(["queue/work", "function/orders"], _state.Sent.Select(n => n.Resource).OrderDescending());
        Assert.All(_state.Incidents.Values, i => Assert.Equal((null, Given.AtMinute(10)), (i.Unsent, i.NotifiedAt!.Value)));
        Assert.Equal(2, _bus.Asked.Count);
        Assert.Contains(("EventsNotDelivered", 2, "Service=watchdog"), _metrics.Single);
        Assert.Contains(
            "The central event bus did not get '[Watchdog] WARNING Throttled: function orders', which the topic got: AccessDeniedException: not for you", _log.Lines);
        Assert.Equal(2, _metrics.Published.Count);
    }

    [Fact]
    public async Task What_the_topic_did_not_get_the_bus_gets_when_the_topic_does()
    {
        _state.TopicRefuses = "function/orders";
        await Assert.ThrowsAsync<AggregateException>(() => RunAsync(10));
        Assert.Equal(["queue/work"], _bus.Asked.Select(n => n.Resource));
        _state.TopicRefuses = null;
        await RunAsync(11);
        Assert.Equal(["queue/work", "function/orders"], _bus.Asked.Select(n => n.Resource));
    }
}
