using System.Collections.Immutable;
using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Notifications;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>One run of a scheduled watcher: take the minute, read, judge, write, tell.</summary>
/// <param name="spending">Null: nobody counts what calls cost.</param>
public sealed class Tick(ITickLedger ledger, IncidentDesk desk, Spending? spending = null)
{
    private readonly Spending _spending = spending ?? new Spending(null, MonthlyBudget.Default);

    /// <param name="scheduledTime">The time in the event, not the clock's: a repeated event is then the same tick, and any minute can be replayed.</param>
    public async Task<TickReport> RunAsync(IWatch watch, DateTimeOffset scheduledTime, MessageContext context, CancellationToken cancellationToken)
    {
        var now = Minute.Floor(scheduledTime);
        var unwritten = _spending.Unwritten;
        if (await ledger.TryTakeAsync(watch.Name, now, unwritten, cancellationToken) is not { } month)
            return TickReport.Repeated;
        _spending.Taken(watch.Name, unwritten, month, now);

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
            Spending = _spending.Report(watch.Name, month),
        };
    }
}

/// <summary>What a tick did, for the watcher's own metrics.</summary>
/// <param name="WasRepeated">The minute had been judged before, and nothing was done.</param>
public sealed record TickReport(bool WasRepeated, int Judgements, int Findings, int InsufficientData, int MessagesSent)
{
    /// <summary>By symptom, the resources that have a firing incident of this watcher; a symptom without any is left out.</summary>
    public IReadOnlyDictionary<Symptom, int> InTrouble { get; init; } = ImmutableDictionary<Symptom, int>.Empty;

    /// <summary>Null of a tick that was not made.</summary>
    public TickSpending? Spending { get; init; }

    public static TickReport Repeated { get; } = new(WasRepeated: true, 0, 0, 0, 0);
}
