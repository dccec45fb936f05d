using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Metrics;

namespace Compat.Lambda.Tests.App;

internal sealed class Functions(Counter counter)
{
    private readonly Counter _counter = counter;
    private int _invocations;

    /// <summary>Answers with all that it can see.</summary>
    [LambdaFunction]
    public Seen Look(ScheduledEvent scheduled, ILambdaContext context, [FromServices] Scope scope)
    {
        context.Logger.LogInformation($"looking at {scheduled.Id}");
        return new Seen(
            scheduled.Id,
            scheduled.Time,
            scheduled.DetailType,
            scheduled.Resources,
            context.AwsRequestId,
            context.InvokedFunctionArn,
            Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"),
            context.RemainingTime.TotalSeconds,
            context.ClientContext?.Custom["by"],
            ++_invocations,
            scope.Number);
    }

    /// <summary>Does as it is told, and has nothing to say.</summary>
    [LambdaFunction]
    public async Task Act(Order order)
    {
        await Task.Yield();
        switch (order.Command)
        {
            case "metric":
                Metrics.AddDimension("Kind", "queue");
                Metrics.AddMetric("Backlog", 12, MetricUnit.Count);
                Metrics.Flush();
                break;
            case "write":
                Console.Write("no end of line");
                break;
            case "fail":
                throw new InvalidOperationException($"order {_counter.Next()} failed");
            default:
                throw new ArgumentException($"The command is '{order.Command}'; it must be metric, write or fail.", nameof(order));
        }
    }
}
