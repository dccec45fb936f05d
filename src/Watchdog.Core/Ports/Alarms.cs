using Watchdog.Core.Alarms;

namespace Watchdog.Core.Ports;

/// <summary>The native CloudWatch alarms that Watchdog keeps for resources whose owners ask for them. No other alarm is read, changed or deleted.</summary>
public interface IAlarmControl
{
    /// <summary>All of this stack's, every page of them.</summary>
    Task<IReadOnlyList<ResourceAlarm>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Creates an alarm, or replaces the one of its name.</summary>
    Task PutAsync(ResourceAlarm alarm, CancellationToken cancellationToken);

    /// <summary>Deletes alarms; one that has gone already is no error.</summary>
    Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}
