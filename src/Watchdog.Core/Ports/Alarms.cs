using Watchdog.Core.Alarms;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Ports;

/// <summary>Whose owners ask for alarms, by the tag <c>watchdog:alarm=true</c>.</summary>
public interface IAlarmRequests
{
    /// <summary>All functions, queues, streams and tables of the region that bear the tag, every page of them; some may have gone meanwhile.</summary>
    Task<IReadOnlyCollection<Arn>> ReadAsync(CancellationToken cancellationToken);
}

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
