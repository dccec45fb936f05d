using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Tests.Support;

/// <summary>A store that refuses writes as the real one does.</summary>
internal sealed class InMemoryIncidents : IIncidentStore
{
    private readonly Dictionary<string, Incident> _open = [];

    public List<Incident> Closed { get; } = [];

    public Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. _open.Values]);

    public Task<bool> TrySaveAsync(Incident incident, CancellationToken cancellationToken)
    {
        var accepted = VersionOf(incident.Key) == incident.Version - 1;
        if (accepted)
            _open[incident.Key] = incident;
        return Task.FromResult(accepted);
    }

    public Task<bool> TryCloseAsync(Incident incident, CancellationToken cancellationToken)
    {
        var accepted = VersionOf(incident.Key) == incident.Version - 1;
        if (accepted)
        {
            _open.Remove(incident.Key);
            if (incident.FiredAt is not null)
                Closed.Add(incident);
        }
        return Task.FromResult(accepted);
    }

    public Task<IReadOnlyList<Incident>> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. Closed.Where(i => i.ResolvedAt >= since)]);

    private long VersionOf(string key) => _open.TryGetValue(key, out var stored) ? stored.Version : 0;
}

internal sealed class InMemoryLedger : ITickLedger
{
    private readonly Dictionary<string, DateTimeOffset> _taken = [];

    /// <summary>By month, what was added; USD.</summary>
    public Dictionary<string, decimal> Spent { get; } = [];

    public Task<decimal?> TryTakeAsync(string watcher, DateTimeOffset minute, decimal spent, CancellationToken cancellationToken)
    {
        if (_taken.TryGetValue(watcher, out var newest) && newest >= minute)
            return Task.FromResult<decimal?>(null);
        _taken[watcher] = minute;
        var month = $"{minute:yyyy-MM}";
        return Task.FromResult<decimal?>(Spent[month] = Spent.GetValueOrDefault(month) + spent);
    }
}

/// <summary>Keeps what was sent; can be made to fail.</summary>
internal sealed class Outbox : INotifier
{
    public List<Notification> Sent { get; } = [];

    public bool IsBroken { get; set; }

    /// <summary>Messages about this resource fail.</summary>
    public string? Refused { get; set; }

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (IsBroken || notification.Resource == Refused)
            throw new InvalidOperationException("SNS is down.");
        Sent.Add(notification);
        return Task.CompletedTask;
    }
}
