using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Handlers;

public sealed class FunctionWatcherFunction(FunctionWatch watch, ScheduledTick tick)
{
    [LambdaFunction]
    public Task FunctionWatcher(ScheduledEvent scheduled, ILambdaContext context) => tick.RunAsync(watch, scheduled, context);
}
