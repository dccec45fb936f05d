using Watchdog.Core.Detection;
using Watchdog.Core.Notifications;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Incidents;

/// <summary>
/// Carries the tracker's decisions out: writes first, sends second, and takes a message off the incident only once it is sent. A crash in
/// between sends a message twice rather than never.
/// </summary>
/// <param name="repeatTrouble">How soon trouble that lasts is told again; null: <see cref="ConfirmationPolicy.RepeatTrouble"/>.</param>
public sealed class IncidentDesk(IIncidentStore store, INotifier notifier, TimeSpan? repeatTrouble = null)
{
    public Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken) => store.ReadOpenAsync(cancellationToken);

    /// <summary>One tick of one watcher.</summary>
    /// <param name="open">What <see cref="ReadOpenAsync"/> gave at the beginning of the tick.</param>
    /// <exception cref="AggregateException">Some message could not be sent; it is owed to the next tick. All others were.</exception>
    public async Task<Committed> CommitAsync(
        string watcher,
        IReadOnlyList<Incident> open,
        IReadOnlyCollection<Judgement> judgements,
        MessageContext context,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var board = open.ToDictionary(incident => incident.Key);
        foreach (var changed in IncidentTracker.Advance(watcher, open, judgements, now, repeatTrouble))
        {
            // A refused write means that another tick has moved this incident on: its view is the newer one, ours is dropped.
            if (await WriteAsync(changed, cancellationToken))
                board[changed.Key] = changed;
        }

        var sent = 0;
        var failures = new List<Exception>();
        foreach (var incident in board.Values.Where(i => i.Watcher == watcher && i.Unsent is not null).OrderBy(i => i.Key, StringComparer.Ordinal).ToArray())
        {
            var effects = Explanation.EffectsOf(incident, board.Values);
            try
            {
                await notifier.SendAsync(NotificationComposer.Compose(incident, effects, incident.Unsent!.Value, context, now), cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It stays owed; the others must not wait for it.
                failures.Add(e);
                continue;
            }
            sent++;
            await WriteAsync(incident with { Unsent = null, NotifiedAt = now, Version = incident.Version + 1 }, cancellationToken);
        }
        return failures.Count == 0
            ? new Committed(sent, InTrouble(watcher, board.Values))
            : throw new AggregateException($"{failures.Count} of {failures.Count + sent} messages could not be sent.", failures);
    }

    // There is one incident of a symptom and a resource.
    private static Dictionary<Symptom, int> InTrouble(string watcher, IEnumerable<Incident> board) => board
        .Where(i => i.Watcher == watcher && i.State is IncidentState.Firing)
        .CountBy(i => i.Finding.Symptom)
        .ToDictionary();

    private Task<bool> WriteAsync(Incident incident, CancellationToken cancellationToken) =>
        incident is { State: IncidentState.Resolved, Unsent: null }
            ? store.TryCloseAsync(incident, cancellationToken)
            : store.TrySaveAsync(incident, cancellationToken);
}

/// <summary>What became of a tick's judgements.</summary>
/// <param name="InTrouble">By symptom, the resources that have a firing incident of the watcher; a symptom without any is left out.</param>
public sealed record Committed(int MessagesSent, IReadOnlyDictionary<Symptom, int> InTrouble);
