using Watchdog.Core.Alarms;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Functions.Tests.Support;

/// <summary>Alarms in memory, and who asks for them.</summary>
internal sealed class FakeAlarms : IAlarmRequests, IAlarmControl
{
    /// <summary>ARNs.</summary>
    public string[] Asking { get; init; } = [];

    public List<ResourceAlarm> There { get; } = [];

    /// <summary>Why the alarms cannot be read; null: they can.</summary>
    public string? Refusal { get; set; }

    Task<IReadOnlyCollection<Arn>> IAlarmRequests.ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<Arn>>([.. Asking.Select(Arn.Parse)]);

    Task<IReadOnlyList<ResourceAlarm>> IAlarmControl.ReadAsync(CancellationToken cancellationToken) =>
        Refusal is null ? Task.FromResult<IReadOnlyList<ResourceAlarm>>([.. There]) : throw new InvalidOperationException(Refusal);

    public Task PutAsync(ResourceAlarm alarm, CancellationToken cancellationToken)
    {
        There.RemoveAll(a => a.Name == alarm.Name);
        There.Add(alarm);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        There.RemoveAll(a => names.Contains(a.Name));
        return Task.CompletedTask;
    }
}
