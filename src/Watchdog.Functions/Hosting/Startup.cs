using Amazon.Lambda.Annotations;
using AWS.Lambda.Powertools.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Watchdog.Aws;

namespace Watchdog.Functions.Hosting;

/// <summary>The composition root.</summary>
[LambdaStartup]
public sealed class Startup
{
    private readonly Settings _settings = Settings.Read(Environment.GetEnvironmentVariable);

    public void ConfigureServices(IServiceCollection services)
    {
        if (_settings.EventBusArn is not null)
            services.AddSingleton<BusNotifier>();
        services
            .AddSingleton(_settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(LambdaLog<>))
            .AddSingleton<IMetrics>(new MetricsBuilder().Build())
            .AddWatchdogAws(new AwsOptions(_settings.Table, _settings.TopicArn, _settings.BreakerFunction) { EventBusArn = _settings.EventBusArn })
            .AddWatchdogCore(_settings)
            .AddSingleton<OwnMetrics>()
            .AddSingleton<ScheduledTick>();
    }
}
