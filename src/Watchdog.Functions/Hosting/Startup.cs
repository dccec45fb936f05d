using Amazon.Lambda.Annotations;
using AWS.Lambda.Powertools.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Watchdog.Aws;
using Watchdog.Core.Breaker;
using Watchdog.Core.Incidents;
using Watchdog.Core.Topology;
using Watchdog.Core.Watching;

namespace Watchdog.Functions.Hosting;

/// <summary>The composition root. Everything lives as long as the process: the watches remember between ticks what is only an economy to know.</summary>
[LambdaStartup]
public sealed class Startup
{
    private readonly Settings _settings = Settings.Read(Environment.GetEnvironmentVariable);

    public void ConfigureServices(IServiceCollection services)
    {
        services
            .AddSingleton(_settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(LambdaLog<>))
            .AddSingleton<IMetrics>(new MetricsBuilder().Build())
            .AddWatchdogAws(new AwsOptions(_settings.Table, _settings.TopicArn, _settings.BreakerFunction));

        services
            .AddSingleton<InventoryCache>()
            .AddSingleton<TopologyBuilder>()
            .AddSingleton<TopologyCache>()
            .AddSingleton<IncidentDesk>()
            .AddSingleton<Tick>()
            .AddSingleton<ScheduledTick>();

        services
            .AddSingleton<QueueWatch>()
            .AddSingleton<FunctionWatch>()
            .AddSingleton<LoopObserver>()
            .AddSingleton<RecursionWatch>()
            .AddSingleton(new RecursionWatchOptions(_settings.WatchdogStack, _settings.BreakerMode));

        services
            .AddSingleton(_settings.WatchdogStack)
            .AddSingleton<OperatorDesk>();
    }
}
