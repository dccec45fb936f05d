using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Handlers;

public sealed class RecursionWatcherFunction(RecursionWatch watch, ScheduledTick tick, ILogger<RecursionWatcherFunction> log)
{
    [LambdaFunction]
    public async Task RecursionWatcher(ScheduledEvent scheduled, ILambdaContext context)
    {
        await tick.RunAsync(watch, scheduled, context);
        if (watch.UnansweredReconcile is { } why)
            log.CircuitsNotLookedAfter(why);
    }
}
