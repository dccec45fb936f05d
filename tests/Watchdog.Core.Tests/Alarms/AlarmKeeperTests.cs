using Microsoft.Extensions.Time.Testing;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Alarms;

public class AlarmKeeperTests
{
    private static readonly string[] OfOrders =
    [
        "watchdog-resource-function-orders-Duration", "watchdog-resource-function-orders-Errors", "watchdog-resource-function-orders-Throttles",
    ];

    private readonly FakeAccount _account = new();
    private readonly FakeAlarms _alarms = new();
    private readonly FakeTimeProvider _time = new();
    private readonly AlarmKeeper _keeper;

    public AlarmKeeperTests() => _keeper = new AlarmKeeper(_alarms, _alarms, _account, new WatchdogStack("watchdog", "watchdog-CircuitBreaker"), _time);

    private async Task<AlarmReport> RunAsync(int minute = 0)
    {
        _alarms.Writes.Clear();
        _account.DetailsRead.Clear();
        var token = TestContext.Current.CancellationToken;
        return await _keeper.KeepAsync(await _account.ReadAsync(token), Given.AtMinute(minute), token);
    }

    private void AddFunction(string name, int? reserved = null)
    {
        var function = Given.Function(name);
        _account.Functions.Add(function);
        _account.Details[name] = new FunctionDetails(reserved, new Dictionary<string, string>(), RecursionAllowed: false);
        _alarms.Asking.Add(function.Arn);
    }

    [Fact]
    public async Task A_function_that_asks_gets_its_alarms_and_the_next_run_writes_nothing()
    {
        AddFunction("orders");
        Assert.Equal(new AlarmReport { Created = 3 }, await RunAsync());
        Assert.Equal(OfOrders, _alarms.There.Keys.Order());
        Assert.Equal(new AlarmReport(), await RunAsync(15));
        Assert.Empty(_alarms.Writes);
    }

    [Fact]
    public async Task Without_anybody_who_asks_nothing_is_read_of_functions()
    {
        _account.Functions.Add(Given.Function("orders"));
        Assert.Equal(new AlarmReport(), await RunAsync());
        Assert.Empty(_account.DetailsRead);
    }

    [Fact]
    public async Task Who_asks_no_longer_and_who_is_gone_lose_their_alarms()
    {
        AddFunction("orders");
        AddFunction("bills");
        await RunAsync();
        _alarms.Asking.Remove(Given.Function("orders").Arn);
        Assert.Equal(3, (await RunAsync(15)).Deleted);
        _account.Functions.RemoveAll(f => f.Name == "bills");
        Assert.Equal(3, (await RunAsync(30)).Deleted);
        Assert.Empty(_alarms.There);
    }

    [Fact]
    public async Task A_threshold_follows_the_configuration_and_what_somebody_changed_is_put_right()
    {
        AddFunction("orders");
        await RunAsync();
        _account.Functions[0] = _account.Functions[0] with { Timeout = TimeSpan.FromSeconds(10) };
        _alarms.There[OfOrders[1]] = _alarms.There[OfOrders[1]] with { IsAltered = true };
        Assert.Equal(2, (await RunAsync(15)).Updated);
        Assert.Equal(["put " + OfOrders[0], "put " + OfOrders[1]], _alarms.Writes.Order());
        Assert.Equal(9_000, _alarms.There[OfOrders[0]].Threshold);
    }

    [Theory]
    [InlineData(true, false, "tag:GetResources is not allowed")]
    [InlineData(false, true, "cloudwatch:DescribeAlarms is not allowed")]
    public async Task What_cannot_be_read_deletes_and_writes_nothing(bool tags, bool alarms, string why)
    {
        AddFunction("orders");
        await RunAsync();
        _alarms.Asking.Clear();
        (_alarms.RefusesTags, _alarms.RefusesReads) = (tags, alarms);
        Assert.Equal(new AlarmReport { Failure = why }, await RunAsync(15));
        Assert.Empty(_alarms.Writes);
        Assert.Equal(OfOrders, _alarms.There.Keys.Order());
    }

    [Fact]
    public async Task One_alarm_that_is_refused_does_not_keep_the_others_from_being_made()
    {
        AddFunction("orders");
        _alarms.RefusesPut = name => name == OfOrders[1];
        Assert.Equal(new AlarmReport { Created = 2, Waiting = 1, Failure = $"no {OfOrders[1]}" }, await RunAsync());
        _alarms.RefusesPut = _ => false;
        Assert.Equal(new AlarmReport { Created = 1 }, await RunAsync(15));
    }

    [Fact]
    public async Task After_three_refusals_a_run_gives_up_and_leaves_the_rest_to_the_next()
    {
        for (var i = 0; i < 10; i++)
            AddFunction($"f{i}");
        _alarms.RefusesPut = _ => true;
        Assert.Equal(30, (await RunAsync()).Waiting);
        Assert.Equal(3, _alarms.PutsTried);
    }

    [Fact]
    public async Task Reservations_are_read_some_at_a_time_and_their_alarms_stay_meanwhile()
    {
        for (var i = 0; i < 45; i++)
            AddFunction($"f{i:00}", reserved: 100);
        var read = new HashSet<string>();
        for (var run = 0; run < 8; run++)
        {
            await RunAsync(run * 15);
            Assert.Equal(20, _account.DetailsRead.Count);
            read.UnionWith(_account.DetailsRead);
        }
        Assert.Equal(45, read.Count);
        Assert.Equal(45 * 4, _alarms.There.Count);
        Assert.Empty(_alarms.Writes);
    }

    [Fact]
    public async Task A_reservation_that_is_taken_away_takes_its_alarm_with_it()
    {
        AddFunction("orders", reserved: 100);
        await RunAsync();
        Assert.Contains("watchdog-resource-function-orders-ConcurrentExecutions", _alarms.There.Keys);
        _account.Details["orders"] = _account.Details["orders"] with { ReservedConcurrency = null };
        await RunAsync(15);
        Assert.Equal(["delete watchdog-resource-function-orders-ConcurrentExecutions"], _alarms.Writes);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_for_ever()
    {
        AddFunction("orders");
        _alarms.Hangs = true;
        var run = RunAsync();
        Assert.False(run.IsCompleted);
        _time.Advance(AlarmKeeper.MostTime);
        Assert.Equal(new AlarmReport { Failure = "it took longer than 30 s." }, await run);
    }

    [Fact]
    public async Task A_tick_that_is_cancelled_stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        _alarms.RefusesTags = true;
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await _keeper.KeepAsync(await _account.ReadAsync(CancellationToken.None), Given.Start, cancelled.Token));
    }
}
