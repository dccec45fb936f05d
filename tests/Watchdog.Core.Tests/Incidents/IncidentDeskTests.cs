using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Notifications;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Incidents;

public class IncidentDeskTests
{
    private static readonly MessageContext Context = new("123456789012", "us-east-1");
    private static readonly ResourceId Orders = ResourceId.Function("orders");

    private readonly InMemoryIncidents _store = new();
    private readonly Outbox _outbox = new();

    private async Task<Committed> Tick(int minute, params Judgement[] judgements)
    {
        var desk = new IncidentDesk(_store, _outbox);
        var open = await desk.ReadOpenAsync(TestContext.Current.CancellationToken);
        return await desk.CommitAsync("FunctionWatcher", open, judgements, Context, Given.AtMinute(minute), TestContext.Current.CancellationToken);
    }

    private static Judgement.Trouble Throttled => new(Given.Finding(Symptom.Throttled, Orders));

    private static Judgement.Healthy Clean => new(Symptom.Throttled, Orders, "test");

    [Fact]
    public async Task One_incident_is_told_when_it_begins_and_when_it_ends_and_not_in_between()
    {
        for (var minute = 0; minute < 10; minute++)
            await Tick(minute, Throttled);
        for (var minute = 10; minute < 15; minute++)
            await Tick(minute, Clean);
        Assert.Equal(
            ["[Watchdog] WARNING Throttled: function orders", "[Watchdog] RESOLVED Throttled: function orders"], _outbox.Sent.Select(n => n.Subject));
        Assert.Equal(Given.AtMinute(12), Assert.Single(_store.Closed).ResolvedAt);
    }

    [Fact]
    public async Task A_message_that_could_not_be_sent_is_sent_by_the_next_tick()
    {
        _outbox.IsBroken = true;
        await Assert.ThrowsAsync<AggregateException>(() => Tick(0, Throttled));
        _outbox.IsBroken = false;
        Assert.Equal(1, (await Tick(1, Throttled)).MessagesSent);
        Assert.Equal(0, (await Tick(2, Throttled)).MessagesSent);
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_does_not_hold_up_the_others()
    {
        _outbox.Refused = "function/orders";
        await Assert.ThrowsAsync<AggregateException>(() => Tick(0, Throttled, new Judgement.Trouble(Given.Finding(Symptom.Throttled, ResourceId.Function("zebra")))));
        Assert.Equal("function/zebra", Assert.Single(_outbox.Sent).Resource);
    }

    [Fact]
    public async Task A_tick_that_lost_the_race_tells_nobody()
    {
        var desk = new IncidentDesk(_store, _outbox);
        var stale = await desk.ReadOpenAsync(TestContext.Current.CancellationToken);
        await Tick(0, Throttled);
        var committed = await desk.CommitAsync("FunctionWatcher", stale, [Throttled], Context, Given.AtMinute(0), TestContext.Current.CancellationToken);
        Assert.Equal(0, committed.MessagesSent);
        Assert.Single(_outbox.Sent);
    }

    [Fact]
    public async Task A_resource_is_in_trouble_from_when_its_incident_fires_until_it_is_over()
    {
        var queue = new Judgement.Trouble(Given.Finding(Symptom.Backpressure, ResourceId.Queue("work")));
        var zebra = new Judgement.Trouble(Given.Finding(Symptom.Throttled, ResourceId.Function("zebra")));
        Assert.Equal(new Dictionary<Symptom, int> { [Symptom.Throttled] = 2 }, (await Tick(0, Throttled, zebra, queue)).InTrouble);
        Assert.Equal(new Dictionary<Symptom, int> { [Symptom.Throttled] = 2, [Symptom.Backpressure] = 1 }, (await Tick(1, Throttled, zebra, queue)).InTrouble);
        for (var minute = 2; minute < 4; minute++)
            Assert.Equal(2, (await Tick(minute, Clean, zebra, queue)).InTrouble[Symptom.Throttled]);
        Assert.Equal(1, (await Tick(4, Clean, zebra, queue)).InTrouble[Symptom.Throttled]);
    }

    [Fact]
    public async Task What_another_watcher_found_is_not_counted_twice()
    {
        await Tick(0, Throttled);
        var desk = new IncidentDesk(_store, _outbox);
        var open = await desk.ReadOpenAsync(TestContext.Current.CancellationToken);
        var committed = await desk.CommitAsync("QueueWatcher", open, [], Context, Given.AtMinute(0), TestContext.Current.CancellationToken);
        Assert.Empty(committed.InTrouble);
    }
}
