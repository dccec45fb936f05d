using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Notifications;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>One run of a scheduled watcher: take the minute, read, judge, write, tell.</summary>
public sealed class Tick(ITickLedger ledger, IncidentDesk desk)
{
    /// <param name="scheduledTime">The time in the event, not the clock's: a repeated event is then the same tick, and any minute can be replayed.</param>
    public async Task<TickReport> RunAsync(IWatch watch, DateTimeOffset scheduledTime, MessageContext context, CancellationToken cancellationToken)
    {
        var now = Minute.Floor(scheduledTime);
        if (!await ledger.TryTakeAsync(watch.Name, now, cancellationToken))
            return TickReport.Repeated;

        var open = await desk.ReadOpenAsync(cancellationToken);
        var judgements = await watch.JudgeAsync(open, now, cancellationToken);
        var committed = await desk.CommitAsync(watch.Name, open, judgements, context, now, cancellationToken);
        return new TickReport(
            WasRepeated: false,
            judgements.Count,
            judgements.Count(j => j is Judgement.Trouble),
            judgements.Count(j => j is Judgement.InsufficientData),
            committed.MessagesSent)
        {
            InTrouble = committed.InTrouble,
        };
    }
}

/// <summary>What a tick did, for the watcher's own metrics.</summary>
/// <param name="WasRepeated">The minute had been judged before, and nothing was done.</param>
public sealed record TickReport(bool WasRepeated, int Judgements, int Findings, int InsufficientData, int MessagesSent)
{
    /// <summary>By symptom, the resources that have a firing incident of this watcher; a symptom without any is left out.</summary>
    public IReadOnlyDictionary<Symptom, int> InTrouble { get; init; } = ImmutableDictionary<Symptom, int>.Empty;

    public static TickReport Repeated { get; } = new(WasRepeated: true, 0, 0, 0, 0);
}
