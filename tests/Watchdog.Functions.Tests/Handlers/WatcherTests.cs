using Microsoft.Extensions.Logging.Abstractions;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;
using Watchdog.Core.Watching;
using Watchdog.Functions.Handlers;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Handlers;

public class WatcherTests
{
    private readonly FakeAccount _account = new();
    private readonly FakeState _state = new();
    private readonly FakeMetrics _metrics = new();
    private readonly FakeLog<RecursionWatcherFunction> _log = new();
    private readonly ScheduledTick _tick;

    public WatcherTests() => _tick = new ScheduledTick(
        new Tick(_state, new IncidentDesk(_state, _state)), Given.Settings, new OwnMetrics(_metrics, Given.Settings), NullLogger<ScheduledTick>.Instance);

    private InventoryCache Inventory => new(_account);

    private void AssertOneTickOf(string watcher)
    {
        Assert.Equal([(watcher, Given.AtMinute(30))], _state.Ticks);
        Assert.Equal(watcher, Assert.Single(_metrics.Published).Dimensions["Watcher"]);
    }

    [Fact]
    public async Task QueueWatcher_ends_the_incident_of_a_queue_that_has_been_empty_for_three_ticks_and_tells_so()
    {
        var incident = Given.NearlyOver(Symptom.Backpressure, ResourceId.Queue("work"), "QueueWatcher", Given.AtMinute(29));
        _state.Incidents[incident.Key] = incident;
        _account.Publish(LambdaMetrics.Invocations(), [.. Enumerable.Repeat(60.0, 30)]);
        var handler = new QueueWatcherFunction(new QueueWatch(Inventory, _account, _account, Given.Settings.WatchdogStack), _tick);
        await handler.QueueWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("QueueWatcher"));

        AssertOneTickOf("QueueWatcher");
        Assert.Empty(_state.Incidents);
        Assert.Equal("queue/work", Assert.Single(_state.Sent).Resource);
    }

    [Fact]
    public async Task FunctionWatcher_tells_of_a_throttled_function()
    {
        double[] refused = [0, 0, 0, 300, 300, 300];
        _account.Publish(LambdaMetrics.Invocations(), 60, 60, 60, 60, 60, 60);
        _account.Publish(LambdaMetrics.Throttles(), refused);
        _account.Publish(LambdaMetrics.Invocations("orders"), 60, 60, 60, 60, 60, 60);
        _account.Publish(LambdaMetrics.Errors("orders"), 0, 0, 0, 0, 0, 0);
        _account.Publish(LambdaMetrics.Throttles("orders"), refused);
        var handler = new FunctionWatcherFunction(new FunctionWatch(Inventory, _account, _account, _account), _tick);
        await handler.FunctionWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("FunctionWatcher"));

        AssertOneTickOf("FunctionWatcher");
        var message = Assert.Single(_state.Sent);
        Assert.Equal((Symptom.Throttled, "function/orders"), (message.Symptom, message.Resource));
        Assert.Equal(1, _metrics.Published[0].Values["MessagesSent"].Value);
    }

    [Fact]
    public async Task RecursionWatcher_has_the_breaker_look_after_a_circuit_and_tells_that_it_is_held()
    {
        HoldOrders();
        await RecursionWatcher().RecursionWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("RecursionWatcher"));

        AssertOneTickOf("RecursionWatcher");
        Assert.Contains("\"action\":\"reconcile\"", Assert.Single(_state.Requests), StringComparison.Ordinal);
        AssertTellsThatOrdersIsHeld();
        Assert.Empty(_log.Lines);
        Assert.Equal(
            [("ResourcesInTrouble", 1, "Service=watchdog Symptom=RecursiveLoop"), ("CircuitsNotClosed", 1, "Service=watchdog")], _metrics.Single);
    }

    [Fact]
    public async Task RecursionWatcher_publishes_each_tick_how_many_circuits_are_not_closed_also_when_there_are_none()
    {
        var watcher = RecursionWatcher();
        await watcher.RecursionWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("RecursionWatcher"));
        await watcher.RecursionWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("RecursionWatcher"));
        Assert.Equal([("CircuitsNotClosed", 0, "Service=watchdog")], _metrics.Single);
    }

    [Fact]
    public async Task RecursionWatcher_logs_that_the_breaker_could_not_be_reached_and_tells_of_the_held_circuit_all_the_same()
    {
        HoldOrders();
        _state.BreakerRefuses = "Rate exceeded";
        await RecursionWatcher().RecursionWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("RecursionWatcher"));

        AssertOneTickOf("RecursionWatcher");
        AssertTellsThatOrdersIsHeld();
        Assert.Equal("The breaker could not be asked to look after its circuits; the next tick asks again: Rate exceeded", Assert.Single(_log.Lines));
    }

    private void HoldOrders() => _state.Circuits["orders"] = new Circuit(
        "orders", CircuitState.Open, Given.AtMinute(20), [new RecordedMapping("mapping-orders", Given.Queue("work").Arn, "orders", Enabled: true, 50, false, null)],
        "operator", "A test.", Applied: true, Version: 2);

    private RecursionWatcherFunction RecursionWatcher()
    {
        var watch = new RecursionWatch(
            Inventory, _account, new TopologyCache(_account, new PushTriggerReader(_account, _account)), new LoopObserver(_account, _account, _state),
            new HeldReader(_account, _account, _state), _state, _state,
            new RecursionWatchOptions(Given.Settings.WatchdogStack, Given.Settings.BreakerMode));
        return new RecursionWatcherFunction(watch, _tick, _log);
    }

    private void AssertTellsThatOrdersIsHeld()
    {
        var message = Assert.Single(_state.Sent);
        Assert.Equal((Symptom.RecursiveLoop, Severity.Critical, "function/orders"), (message.Symptom, message.Severity, message.Resource));
    }

    [Fact]
    public async Task ConfigurationWatcher_tells_of_a_queue_that_gives_messages_up_at_once_and_logs_what_is_only_not_as_recommended()
    {
        _account.Queue = Given.Queue("work") with { Redrive = new RedrivePolicy(Given.Queue("work-dlq").Arn, MaxReceiveCount: 1) };
        var log = new FakeLog<ConfigurationWatcherFunction>();
        var watch = ConfigurationWatch(new FakeAlarms());
        var handler = new ConfigurationWatcherFunction(watch, _tick, log);
        await handler.ConfigurationWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("ConfigurationWatcher"));

        AssertOneTickOf("ConfigurationWatcher");
        var message = Assert.Single(_state.Sent);
        Assert.Equal((Symptom.Misconfiguration, "queue/work"), (message.Symptom, message.Resource));
        Assert.NotEmpty(watch.Notices);
        Assert.Equal(watch.Notices.Length, log.Lines.Count(line => line.StartsWith("Notice: ", StringComparison.Ordinal)));

        await handler.ConfigurationWatcher(Given.Scheduled(Given.AtMinute(45)), Given.Context("ConfigurationWatcher"));
        Assert.Equal(watch.Notices.Length, log.Lines.Count(line => line.StartsWith("Notice: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ConfigurationWatcher_keeps_alarms_and_logs_what_it_did_and_what_it_could_not_do()
    {
        var alarms = new FakeAlarms { Asking = [Given.Queue("work").Arn] };
        var log = new FakeLog<ConfigurationWatcherFunction>();
        var handler = new ConfigurationWatcherFunction(ConfigurationWatch(alarms), _tick, log);
        await handler.ConfigurationWatcher(Given.Scheduled(Given.AtMinute(30)), Given.Context("ConfigurationWatcher"));
        Assert.Equal("watchdog-resource-queue-work-ApproximateAgeOfOldestMessage", Assert.Single(alarms.There).Name);
        Assert.Single(log.Lines, "Alarms of resources that ask for them: 1 created, 0 updated, 0 deleted, 0 changes left to the next runs");

        alarms.Refusal = "Rate exceeded";
        await handler.ConfigurationWatcher(Given.Scheduled(Given.AtMinute(45)), Given.Context("ConfigurationWatcher"));
        Assert.Single(log.Lines, "Alarms could not be kept as they should be; the next run tries again: Rate exceeded");
        Assert.Equal(2, _state.Ticks.Count);
    }

    private ConfigurationWatch ConfigurationWatch(FakeAlarms alarms) => new(
        Inventory, _account, new TopologyCache(_account, new PushTriggerReader(_account, _account)), _account, _account,
        new AlarmKeeper(alarms, alarms, _account, Given.Settings.WatchdogStack, TimeProvider.System), Given.Settings.WatchdogStack);
}
