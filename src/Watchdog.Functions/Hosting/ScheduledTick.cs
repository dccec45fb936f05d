using System.Diagnostics;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Watchdog.Core.Costs;
using Watchdog.Core.Watching;

namespace Watchdog.Functions.Hosting;

/// <summary>What the scheduled handlers have in common: the event's time, the tick, and the watcher's own metrics and log.</summary>
/// <param name="bus">Null: the stack has no central event bus.</param>
public sealed class ScheduledTick(Tick tick, Settings settings, OwnMetrics metrics, ILogger<ScheduledTick> log, BusNotifier? bus = null)
{
    private SweepPace _pace;

    /// <exception cref="ArgumentException">The event has no time, so it is no scheduled event.</exception>
    public async Task RunAsync(IWatch watch, ScheduledEvent scheduled, ILambdaContext context)
    {
        if (scheduled.Time == default)
            throw new ArgumentException("The event has no 'time'; expected an EventBridge scheduled event with an ISO 8601 time in UTC.");

        var started = Stopwatch.GetTimestamp();
        using var deadline = Deadline.Of(context);
        var time = TimeOf(scheduled);
        var report = await RunAsync(watch, time, context, deadline.Token);
        if (report.WasRepeated)
        {
            log.MinuteWasJudgedBefore(watch.Name, time);
            return;
        }
        log.TickDone(
            watch.Name, time, report.Judgements, report.Findings, report.InsufficientData, report.MessagesSent, Stopwatch.GetElapsedTime(started).TotalMilliseconds);

        metrics.Publish(watch, report);
        LogPace(watch, report.Spending);
    }

    // Once, and not every minute for days.
    private void LogPace(IWatch watch, TickSpending? spending)
    {
        if (spending is null || spending.Pace == _pace)
            return;
        _pace = spending.Pace;
        if (_pace is SweepPace.Unbounded)
            log.WithinPace(watch.Name, spending.Month, spending.Share);
        else
            log.AheadOfPace(watch.Name, spending.Month, spending.Share, _pace.Say());
    }

    private async Task<TickReport> RunAsync(IWatch watch, DateTimeOffset time, ILambdaContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await tick.RunAsync(watch, time, settings.MessageContextFor(context), cancellationToken);
        }
        finally
        {
            // Also of a tick that fails: what the topic got, the bus gets.
            if (bus is not null)
                await bus.PutAsync();
        }
    }

    /// <summary>A time without a zone is UTC, as all times of EventBridge are; not that of whatever zone the process believes to be in.</summary>
    private static DateTimeOffset TimeOf(ScheduledEvent scheduled) =>
        scheduled.Time.Kind is DateTimeKind.Unspecified
            ? new DateTimeOffset(scheduled.Time, TimeSpan.Zero)
            : new DateTimeOffset(scheduled.Time.ToUniversalTime());
}
