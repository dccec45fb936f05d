using Microsoft.Extensions.DependencyInjection;
using Watchdog.Core.Breaker;
using Watchdog.Core.Costs;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Topology;
using Watchdog.Core.Watching;

namespace Watchdog.Functions.Hosting;

/// <summary>What the handlers are made of, over whatever adapters of the ports there are.</summary>
public static class CoreServices
{
    /// <summary>Everything lives as long as the process: the watches remember between ticks what is only an economy to know.</summary>
    public static IServiceCollection AddWatchdogCore(this IServiceCollection services, Settings settings)
    {
        services
            .AddSingleton<InventoryCache>()
            .AddSingleton<TopologyBuilder>()
            .AddSingleton<PushTriggerReader>()
            .AddSingleton<TopologyCache>()
            .AddSingleton(settings.Thresholds)
            .AddSingleton(p => new Spending(p.GetService<ICallCosts>(), settings.MonthlyBudget))
            .AddSingleton(p => new IncidentDesk(
                p.GetRequiredService<IIncidentStore>(), p.GetService<BusNotifier>() ?? p.GetRequiredService<INotifier>(), settings.Thresholds.RepeatAfter))
            .AddSingleton<Tick>();

        services
            .AddSingleton<QueueWatch>()
            .AddSingleton<FunctionWatch>()
            .AddSingleton<LoopObserver>()
            .AddSingleton<HeldReader>()
            .AddSingleton<RecursionWatch>()
            .AddSingleton<ConfigurationWatch>()
            .AddSingleton(new RecursionWatchOptions(settings.WatchdogStack, settings.BreakerMode) { Policy = settings.Thresholds.BreakerPolicy });

        return services
            .AddSingleton(settings.WatchdogStack)
            .AddSingleton(new BreakerOptions { AutoProbe = settings.AutoProbe })
            .AddSingleton<TriggerControls>()
            .AddSingleton<ITrials, Trials>()
            .AddSingleton<OperatorDesk>();
    }
}
