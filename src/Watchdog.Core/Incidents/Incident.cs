using Watchdog.Core.Detection;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Incidents;

public enum IncidentState
{
    /// <summary>Seen, not yet often enough to be told to anybody.</summary>
    Pending,
    Firing,
    Resolved,
}

/// <summary>Why a message is sent.</summary>
public enum NotificationReason
{
    /// <summary>The incident is confirmed.</summary>
    Fired,

    /// <summary>It still lasts after the repeat interval.</summary>
    Repeated,

    /// <summary>It still lasts, and has come to another <see cref="Finding.Stage"/>.</summary>
    Changed,

    /// <summary>It has ended.</summary>
    Resolved,
}

/// <summary>A finding followed over time. Immutable; the tracker makes the next one.</summary>
/// <param name="Watcher">The watcher whose ticks count for this incident.</param>
/// <param name="FirstSeen">The tick at which it was first found.</param>
/// <param name="Ticks">The outcome of the newest ticks, newest in bit 0: 1 found, 0 not found. Ticks without data are not in it.</param>
/// <param name="TickCount">How many ticks with data there have been.</param>
/// <param name="JudgedAt">The newest tick that was counted.</param>
/// <param name="Finding">The newest finding.</param>
/// <param name="Resolution">What ended it, where that was found and not merely no longer the contrary: <see cref="Symptom.Recovered"/>.</param>
/// <param name="Parent">The key of the incident that explains this one, or null: then this one is told on its own.</param>
/// <param name="Unsent">A message that is decided and not yet known to be sent; null when nothing is owed.</param>
/// <param name="Version">Number of writes; the store refuses a write that is not made on the newest version. 0: not stored yet.</param>
public sealed record Incident(
    string Watcher,
    IncidentState State,
    DateTimeOffset FirstSeen,
    uint Ticks,
    int TickCount,
    DateTimeOffset JudgedAt,
    Finding Finding,
    Finding? Resolution,
    string? Parent,
    DateTimeOffset? FiredAt,
    DateTimeOffset? NotifiedAt,
    DateTimeOffset? ResolvedAt,
    NotificationReason? Unsent,
    long Version)
{
    /// <summary>One open incident per symptom and resource: <c>Throttled/function/orders</c>.</summary>
    public string Key => KeyOf(Finding.Symptom, Finding.Resource);

    public static string KeyOf(Symptom symptom, ResourceId resource) => $"{symptom}/{resource}";
}
