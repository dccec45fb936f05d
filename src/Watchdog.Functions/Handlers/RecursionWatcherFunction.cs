using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Handlers;

public sealed class RecursionWatcherFunction(RecursionWatch watch, ScheduledTick tick)
{
    [LambdaFunction]
    public Task RecursionWatcher(ScheduledEvent scheduled, ILambdaContext context) => tick.RunAsync(watch, scheduled, context);
}
