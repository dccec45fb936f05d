using Microsoft.Extensions.DependencyInjection;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Hosting;

public class CoreServicesTests
{
    private readonly FakeAccount _account = new();
    private readonly FakeState _state = new();

    private ServiceProvider Services(Thresholds thresholds) => new ServiceCollection()
        .AddSingleton<IInventorySource>(_account)
        .AddSingleton<IMetricSource>(_account)
        .AddSingleton<IQueueDepthSource>(_account)
        .AddSingleton<ITickLedger>(_state)
        .AddSingleton<IIncidentStore>(_state)
        .AddSingleton<INotifier>(_state)
        .AddWatchdogCore(Given.Settings with { Thresholds = thresholds })
        .BuildServiceProvider();

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.9, 0)]
    public async Task The_settings_thresholds_are_those_that_the_watches_judge_by(double share, int troubles)
    {
        _account.Publish(LambdaMetrics.Invocations(), 60, 60, 60, 60, 60, 60);
        _account.Publish(LambdaMetrics.Throttles(), 0, 0, 0, 300, 300, 300);
        _account.Publish(LambdaMetrics.Invocations("orders"), 60, 60, 60, 60, 60, 60);
        _account.Publish(LambdaMetrics.Errors("orders"), 0, 0, 0, 0, 0, 0);
        _account.Publish(LambdaMetrics.Throttles("orders"), 0, 0, 0, 300, 300, 300);
        await using var services = Services(new Thresholds { Throttled = ThrottledOptions.From(share) });
        var judgements = await services.GetRequiredService<FunctionWatch>().JudgeAsync([], Given.AtMinute(30), TestContext.Current.CancellationToken);
        Assert.Equal(troubles, judgements.OfType<Judgement.Trouble>().Count(t => t.Symptom is Symptom.Throttled));
    }

    [Fact]
    public async Task Trouble_is_repeated_as_often_as_the_settings_say()
    {
        await using var services = Services(new Thresholds { RepeatAfter = TimeSpan.FromHours(1) });
        var watch = new FakeWatch(new Judgement.Trouble(Given.Finding(Symptom.Throttled, Given.Function("orders").Id)));
        var tick = services.GetRequiredService<Tick>();
        foreach (var minute in new[] { 0, 59, 60, 61 })
            await tick.RunAsync(watch, Given.AtMinute(minute), Given.Settings.MessageContextFor(Given.Context()), TestContext.Current.CancellationToken);
        Assert.Equal(["[Watchdog] WARNING Throttled: function orders", "[Watchdog] STILL WARNING Throttled: function orders"], _state.Sent.Select(n => n.Subject));
    }
}
