using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Notifications;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

public class WatchTests
{
    private readonly FakeAccount _account = new();

    public WatchTests()
    {
        _account.Functions.AddRange([Given.Function("orders"), Given.Function("imports")]);
        _account.Queues.AddRange([Given.Queue("work"), Given.Queue("other")]);
        _account.Mappings.AddRange([Given.Mapping("work", "orders"), Given.Mapping("other", "imports")]);
        _account.Publish(LambdaMetrics.Invocations(), [.. Enumerable.Repeat(300.0, 11)]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private QueueWatch QueueWatch() => new(new InventoryCache(_account), _account, _account, Given.Stack);

    private FunctionWatch FunctionWatch() => new(new InventoryCache(_account), _account, _account, _account);

    [Fact]
    public async Task CloudWatch_is_asked_only_about_queues_that_hold_something()
    {
        _account.Depths["work"] = new QueueDepth(50, 0, 0);
        _account.Depths["other"] = new QueueDepth(0, 0, 0);
        await QueueWatch().JudgeAsync([], Given.AtMinute(12), Token);
        Assert.All(_account.Asked.Where(q => q.Namespace == "AWS/SQS"), q => Assert.Equal("work", q.Dimensions.Find("QueueName")));
    }

    [Fact]
    public async Task Nothing_is_read_from_CloudWatch_while_all_queues_are_empty()
    {
        _account.Depths["work"] = _account.Depths["other"] = new QueueDepth(0, 0, 0);
        Assert.Empty(await QueueWatch().JudgeAsync([], Given.AtMinute(12), Token));
        Assert.Empty(_account.Asked);
    }

    [Fact]
    public async Task An_empty_queue_with_an_open_incident_is_still_judged_so_that_it_can_end()
    {
        _account.Depths["work"] = new QueueDepth(0, 0, 0);
        var open = Given.Firing(Symptom.Backpressure, ResourceId.Queue("work"), "QueueWatcher");
        var judgements = await QueueWatch().JudgeAsync([open], Given.AtMinute(12), Token);
        Assert.Contains(judgements, j => j is Judgement.Healthy { Symptom: Symptom.Backpressure });
    }

    [Fact]
    public async Task An_incident_of_a_deleted_queue_can_end()
    {
        var open = Given.Firing(Symptom.Backpressure, ResourceId.Queue("deleted"), "QueueWatcher");
        Assert.IsType<Judgement.Healthy>(Assert.Single(await QueueWatch().JudgeAsync([open], Given.AtMinute(12), Token)));
    }

    [Fact]
    public async Task Functions_are_read_one_by_one_only_while_the_accounts_sums_show_throttles()
    {
        var watch = FunctionWatch();
        await watch.JudgeAsync([], Given.AtMinute(11), Token);
        _account.Asked.Clear();
        await watch.JudgeAsync([], Given.AtMinute(12), Token);
        Assert.DoesNotContain(_account.Asked, q => !q.Dimensions.Items.IsEmpty);

        _account.Publish(LambdaMetrics.Throttles(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 60);
        await watch.JudgeAsync([], Given.AtMinute(12), Token);
        Assert.Contains(_account.Asked, q => q.Dimensions.Find("FunctionName") == "imports");
    }

    [Fact]
    public async Task A_throttled_function_is_found_and_the_one_that_takes_the_pool_is_named()
    {
        _account.Limit = 100;
        _account.Publish(LambdaMetrics.Throttles(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 60);
        _account.Publish(new MetricQuery("AWS/Lambda", "UnreservedConcurrentExecutions", "Maximum", DimensionSet.None), [.. Enumerable.Repeat(100.0, 11)]);
        foreach (var (function, throttles, concurrency) in new[] { ("orders", 60.0, 8.0), ("imports", 0, 92) })
        {
            _account.Publish(LambdaMetrics.Invocations(function), [.. Enumerable.Repeat(100.0, 11)]);
            _account.Publish(LambdaMetrics.Errors(function), [.. Enumerable.Repeat(0.0, 11)]);
            _account.Publish(LambdaMetrics.Throttles(function), 0, 0, 0, 0, 0, 0, 0, 0, 0, throttles, throttles);
            _account.Publish(LambdaMetrics.ConcurrentExecutions(function), [.. Enumerable.Repeat(concurrency, 11)]);
        }
        var judgements = await FunctionWatch().JudgeAsync([], Given.AtMinute(12), Token);
        var finding = Assert.IsType<Judgement.Trouble>(Assert.Single(judgements)).Finding;
        Assert.Equal((ResourceId.Function("orders"), "imports"), (finding.Resource, finding.Cause.Id));
    }

    [Fact]
    public async Task A_repeated_or_late_event_does_nothing()
    {
        var tick = new Tick(new InMemoryLedger(), new IncidentDesk(new InMemoryIncidents(), new Outbox()));
        var context = new MessageContext("123456789012", "us-east-1");
        Assert.False((await tick.RunAsync(FunctionWatch(), Given.AtMinute(12).AddSeconds(7), context, Token)).WasRepeated);
        Assert.True((await tick.RunAsync(FunctionWatch(), Given.AtMinute(12), context, Token)).WasRepeated);
        Assert.True((await tick.RunAsync(FunctionWatch(), Given.AtMinute(11), context, Token)).WasRepeated);
    }

    [Fact]
    public async Task The_inventory_is_read_again_after_five_minutes_and_not_before()
    {
        var cache = new InventoryCache(_account);
        foreach (var minute in new[] { 0, 1, 4, 5, 6 })
            await cache.GetAsync(Given.AtMinute(minute), Token);
        Assert.Equal(2, _account.InventoryReads);
    }

    [Fact]
    public void Depths_of_earlier_ticks_are_kept_for_a_quarter_of_an_hour()
    {
        var history = new DepthHistory();
        for (var minute = 1; minute <= 30; minute++)
            history.Add(Given.AtMinute(minute), new Dictionary<string, QueueDepth> { ["work"] = new(minute, 0, 0) });
        Assert.Equal(Enumerable.Range(16, 15).Select(m => (Given.AtMinute(m - 1), (double)m)), history.VisibleOf("work").Select(p => (p.Key, p.Value)));
    }
}
