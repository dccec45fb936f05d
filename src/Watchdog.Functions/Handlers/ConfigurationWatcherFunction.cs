using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Watchdog.Core.Alarms;
using Watchdog.Core.Detection;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Handlers;

public sealed class ConfigurationWatcherFunction(ConfigurationWatch watch, ScheduledTick tick, ILogger<ConfigurationWatcherFunction> log)
{
    /// <summary>An account can have hundreds of them, and the log is billed: so many are written out.</summary>
    private const int MostNoticesLogged = 50;

    private IReadOnlyList<Notice> _logged = [];

    [LambdaFunction]
    public async Task ConfigurationWatcher(ScheduledEvent scheduled, ILambdaContext context)
    {
        await tick.RunAsync(watch, scheduled, context);
        var news = watch.Notices.Except(_logged).Take(MostNoticesLogged).ToArray();
        log.ConfigurationNotices(watch.Notices.Length, news.Length);
        foreach (var notice in news)
            log.ConfigurationNotice($"{notice}");
        _logged = watch.Notices;
        if (watch.Alarms is { } alarms)
            Tell(alarms);
    }

    private void Tell(AlarmReport alarms)
    {
        if (alarms.HasChanged)
            log.AlarmsChanged(alarms.Created, alarms.Updated, alarms.Deleted, alarms.Waiting);
        if (alarms.Failure is { } why)
            log.AlarmsNotKept(why);
        if (alarms.BeyondLimit > 0)
            log.TooManyAlarms(alarms.BeyondLimit, AlarmReconciler.MostAlarms);
    }
}
