using Watchdog.Core.Detection;

namespace Watchdog.Core.Incidents;

/// <summary>
/// Turns the judgements of one tick into the next state of the incidents. Pure: it touches no store, sends nothing and takes the time as an
/// argument. A watcher moves only its own incidents; it looks at the others' to see what explains what.
/// </summary>
public static class IncidentTracker
{
    /// <summary>How long an incident waits for one that would explain it and is itself still to be confirmed.</summary>
    private static readonly TimeSpan WaitForExplanation = TimeSpan.FromMinutes(2);

    /// <param name="open">All open incidents, of every watcher.</param>
    /// <param name="now">The tick.</param>
    /// <param name="repeatTrouble">How soon trouble that lasts is told again; null: <see cref="ConfirmationPolicy.RepeatTrouble"/>.</param>
    /// <returns>The incidents that change, each with its version raised by one.</returns>
    public static IReadOnlyList<Incident> Advance(
        string watcher,
        IReadOnlyCollection<Incident> open,
        IReadOnlyCollection<Judgement> judgements,
        DateTimeOffset now,
        TimeSpan? repeatTrouble = null)
    {
        var board = open.ToDictionary(incident => incident.Key);
        foreach (var judgement in judgements)
            Count(board, watcher, judgement, now);

        // Firing comes after counting, so that a cause and its effects that are found in one tick are told together.
        foreach (var key in board.Keys.Order(StringComparer.Ordinal).ToArray())
            if (board[key].Watcher == watcher)
                board[key] = Decide(board[key], board.Values, now, repeatTrouble ?? ConfirmationPolicy.RepeatTrouble);

        return [.. board.Values
            .Where(incident => !open.Contains(incident))
            .OrderBy(incident => incident.Key, StringComparer.Ordinal)
            .Select(incident => incident with { Version = incident.Version + 1 })];
    }

    private static void Count(Dictionary<string, Incident> board, string watcher, Judgement judgement, DateTimeOffset now)
    {
        var key = Incident.KeyOf(judgement.Symptom, judgement.Resource);
        var known = board.GetValueOrDefault(key);

        // A minute that was judged already, or an incident that is over and only waits for its message: this tick has nothing to add.
        if (known is { State: IncidentState.Resolved } || known?.JudgedAt >= now)
            return;
        switch (judgement)
        {
            case Judgement.Trouble trouble:
                board[key] = known is null ? Begin(watcher, trouble.Finding, now) : Seen(known, trouble.Finding, now);
                break;
            case Judgement.Ended ended when known is not null:
                board[key] = Resolve(known, now, ended.Finding);
                break;
            case Judgement.Healthy when known is not null:
                board[key] = known with { Ticks = known.Ticks << 1, TickCount = known.TickCount + 1, JudgedAt = now };
                break;
        }
    }

    private static Incident Begin(string watcher, Finding finding, DateTimeOffset now) => new(
        watcher, IncidentState.Pending, now, Ticks: 1, TickCount: 1, JudgedAt: now, finding, Resolution: null, Parent: null,
        FiredAt: null, NotifiedAt: null, ResolvedAt: null, Unsent: null, Version: 0);

    private static Incident Seen(Incident known, Finding finding, DateTimeOffset now) => known with
    {
        Ticks = (known.Ticks << 1) | 1,
        TickCount = known.TickCount + 1,
        JudgedAt = now,
        Finding = finding with
        {
            Since = known.Finding.Since < finding.Since ? known.Finding.Since : finding.Since,
            Stage = finding.Stage ?? known.Finding.Stage,
        },
        // A message that is still owed is written from the newest finding anyway.
        Unsent = known is { State: IncidentState.Firing, Parent: null, Unsent: null } && finding.Stage is not null && known.Finding.Stage != finding.Stage
            ? NotificationReason.Changed
            : known.Unsent,
    };

    private static Incident Decide(Incident incident, IReadOnlyCollection<Incident> board, DateTimeOffset now, TimeSpan repeatTrouble)
    {
        var policy = ConfirmationPolicy.For(incident.Finding.Symptom, repeatTrouble);
        return incident.State switch
        {
            IncidentState.Pending when policy.IsConfirmed(incident.Ticks) => Fire(incident, board, now),
            IncidentState.Pending when policy.IsForgotten(incident.Ticks) => Resolve(incident, now, null),
            IncidentState.Firing when policy.IsOver(incident.Ticks, incident.TickCount) => Resolve(incident, now, null),
            IncidentState.Firing => KeepTelling(incident, board, now, incident.Finding.RepeatAfter ?? policy.RepeatAfter),
            _ => incident,
        };
    }

    private static Incident Fire(Incident incident, IReadOnlyCollection<Incident> board, DateTimeOffset now) =>
        Explanation.ParentOf(incident, board) switch
        {
            // The explanation is about to be told, or dropped; either way within a tick or two. One that takes longer to be sure of is not waited for.
            { State: IncidentState.Pending } pending when now - pending.FirstSeen <= WaitForExplanation => incident,
            null or { State: IncidentState.Pending } => incident with { State = IncidentState.Firing, FiredAt = now, Unsent = NotificationReason.Fired },
            var parent => incident with { State = IncidentState.Firing, FiredAt = now, Parent = parent.Key },
        };

    private static Incident KeepTelling(Incident incident, IReadOnlyCollection<Incident> board, DateTimeOffset now, TimeSpan repeatAfter)
    {
        var isSeenNow = (incident.Ticks & 1) == 1 && incident.JudgedAt == now;
        if (incident.Parent is not null && isSeenNow && Explanation.ParentOf(incident, board) is null)
            return incident with { Parent = null, Unsent = NotificationReason.Fired };
        return incident.Parent is null && incident.Unsent is null && now - incident.NotifiedAt >= repeatAfter
            ? incident with { Unsent = NotificationReason.Repeated }
            : incident;
    }

    private static Incident Resolve(Incident incident, DateTimeOffset now, Finding? resolution) => incident with
    {
        State = IncidentState.Resolved,
        ResolvedAt = now,
        Resolution = resolution,
        JudgedAt = now,
        // Who was told of the beginning is told of the end; a message about the beginning that was never sent is not owed any more.
        Unsent = incident.NotifiedAt is not null ? NotificationReason.Resolved : null,
    };
}
