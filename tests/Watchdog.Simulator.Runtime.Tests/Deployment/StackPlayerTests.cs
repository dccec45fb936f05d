using Watchdog.Simulator.Account;
using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Runtime.Tests.Support;

namespace Watchdog.Simulator.Runtime.Tests.Deployment;

/// <summary>The order of things within simulated minutes, with the functions as real processes that write down what they get.</summary>
public sealed class StackPlayerTests : IAsyncDisposable
{
    private readonly string record = Path.Combine(Path.GetTempPath(), $"watchdog-record-{Environment.ProcessId}");
    private readonly List<string> physics = [];
    private readonly ProcessFunctionHost host;
    private DateTimeOffset now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public StackPlayerTests() => host = new ProcessFunctionHost(() => now, _ => { }, TimeProvider.System);

    [Fact]
    public async Task A_minute_is_physics_then_acts_at_their_second_then_schedules_then_events()
    {
        var player = Player(
            new OperatorInvocation(TimeSpan.FromSeconds(60), "CircuitBreaker", """{"act":2}"""),
            new OperatorInvocation(TimeSpan.FromSeconds(20), "CircuitBreaker", """{"act":1}"""));
        host.Enqueue("watchdog-CircuitBreaker", """{"queued":true}"""u8.ToArray());

        await player.AdvanceMinuteAsync(TestContext.Current.CancellationToken);
        await player.AdvanceMinuteAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, player.Minutes);
        // Twenty seconds, an act, forty; the second minute begins with its act.
        Assert.Equal(["20", "40", "0", "60"], physics);
        var got = await File.ReadAllLinesAsync(record, TestContext.Current.CancellationToken);
        Assert.Equal("""watchdog-CircuitBreaker {"act":1}""", got[0]);
        Assert.Equal("""watchdog-CircuitBreaker {"queued":true}""", got[1]);
        Assert.Contains("\"time\":\"2026-01-05T09:01:00Z\"", got[2], StringComparison.Ordinal);
        Assert.Equal("""watchdog-CircuitBreaker {"act":2}""", got[3]);
        Assert.Contains("\"time\":\"2026-01-05T09:02:00Z\"", got[4], StringComparison.Ordinal);
        Assert.Equal("""watchdog-Watcher {"slow":true}""", got[5]);
        Assert.Equal(6, got.Length);
    }

    [Fact]
    public void A_scheduled_event_is_the_classic_one_and_the_same_for_the_same_minute()
    {
        var schedule = TestStack.Build().Schedules[0];

        var first = ScheduledEvent.Of(schedule, now.AddSeconds(7), "us-east-1", "123456789012");
        var second = ScheduledEvent.Of(schedule, now, "us-east-1", "123456789012");
        var next = ScheduledEvent.Of(schedule, now.AddMinutes(1), "us-east-1", "123456789012");

        Assert.Equal(first, second);
        Assert.NotEqual(first, next);
        var json = System.Text.Json.JsonDocument.Parse(first).RootElement;
        Assert.Equal("Scheduled Event", json.GetProperty("detail-type").GetString());
        Assert.Equal("aws.events", json.GetProperty("source").GetString());
        Assert.Equal("123456789012", json.GetProperty("account").GetString());
        Assert.Equal(schedule.RuleArn, json.GetProperty("resources")[0].GetString());
        Assert.True(Guid.TryParse(json.GetProperty("id").GetString(), out _));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        File.Delete(record);
    }

    private StackPlayer Player(params OperatorInvocation[] acts)
    {
        File.Delete(record);
        var stack = TestStack.Build(("Record", record));
        host.Deploy(stack.Functions.Select(StackDeployer.Hosted), TestFunction.Settings);
        return new StackPlayer(stack, host, new SimulatedAccount(), () => now, Advance, acts);
    }

    private void Advance(TimeSpan span)
    {
        physics.Add($"{span.TotalSeconds}");
        now += span;
    }
}
