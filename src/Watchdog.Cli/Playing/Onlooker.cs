using Watchdog.Cli.Staging;

namespace Watchdog.Cli.Playing;

/// <summary>Looks at an account minute by minute and says what has happened since it looked last.</summary>
internal sealed class Onlooker(IStagedAccount account)
{
    private readonly HashSet<(string Symptom, string Resource, TimeSpan FiredAt)> _fired = [];
    private readonly HashSet<(string Symptom, string Resource, TimeSpan FiredAt)> _resolved = [];
    private AccountView _last = account.Observe();
    private int _messages = account.Messages.Count;
    private int _minute;

    /// <summary>Plays one minute.</summary>
    public async Task<PlayedMinute> PlayMinuteAsync(CancellationToken cancellationToken)
    {
        await account.AdvanceMinuteAsync(cancellationToken);
        _minute++;
        var view = account.Observe();
        var happenings = new List<Happening>();
        happenings.AddRange(ChangesOf(_last, view));
        foreach (var incident in Incidents.Observe(await account.ReadIncidentsAsync(cancellationToken), account.Start))
        {
            var key = (incident.Symptom, incident.Resource, incident.FiredAt);
            if (_fired.Add(key))
                happenings.Add(new Happening.Fired(incident));
            if (incident.ResolvedAt > incident.FiredAt && _resolved.Add(key))
                happenings.Add(new Happening.Resolved(incident));
        }
        var messages = account.Messages;
        happenings.AddRange(messages.Skip(_messages).Select(m => new Happening.Published(m)));
        (_last, _messages) = (view, messages.Count);
        return new PlayedMinute(_minute, view, happenings);
    }

    private static IEnumerable<Happening> ChangesOf(AccountView before, AccountView after) =>
        from old in before.Mappings
        join now in after.Mappings on old.Uuid equals now.Uuid
        where old != now
        select new Happening.MappingChanged(old, now);
}
