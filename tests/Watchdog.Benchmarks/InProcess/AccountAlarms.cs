using Watchdog.Core.Alarms;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>Who asks for alarms by the account's tags; the alarms themselves are in memory, as the physics know nothing of them.</summary>
internal sealed class AccountAlarms(SimulatedAccount account) : IAlarmRequests, IAlarmControl
{
    private readonly Dictionary<string, ResourceAlarm> _alarms = new(StringComparer.Ordinal);

    Task<IReadOnlyCollection<Arn>> IAlarmRequests.ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<Arn>>(
    [
        .. account.Functions.Values.Select(f => (f.Arn, f.Tags))
            .Concat(account.Queues.Values.Select(q => (q.Arn, q.Tags)))
            .Concat(account.Streams.Values.Select(s => (s.Arn, s.Tags)))
            .Where(r => r.Tags.GetValueOrDefault("watchdog:alarm") == "true")
            .Select(r => Arn.Parse(r.Arn)),
    ]);

    Task<IReadOnlyList<ResourceAlarm>> IAlarmControl.ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ResourceAlarm>>([.. _alarms.Values]);

    public Task PutAsync(ResourceAlarm alarm, CancellationToken cancellationToken)
    {
        _alarms[alarm.Name] = alarm;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
            _alarms.Remove(name);
        return Task.CompletedTask;
    }
}
