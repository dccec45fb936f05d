using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Handlers;

public sealed class QueueWatcherFunction(QueueWatch watch, ScheduledTick tick)
{
    [LambdaFunction]
    public Task QueueWatcher(ScheduledEvent scheduled, ILambdaContext context) => tick.RunAsync(watch, scheduled, context);
}
