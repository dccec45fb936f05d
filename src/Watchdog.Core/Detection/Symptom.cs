namespace Watchdog.Core.Detection;

/// <summary>What can be wrong. One file in this folder decides each.</summary>
public enum Symptom
{
    /// <summary>Messages arrive faster than they are processed: no errors, no throttles, a growing backlog.</summary>
    Backpressure,

    /// <summary>A function is refused concurrency.</summary>
    Throttled,

    /// <summary>A queue makes no progress because its consumer fails.</summary>
    ErrorStall,

    /// <summary>A stall has ended: the consumer succeeds again and the backlog is being worked off.</summary>
    Recovered,

    /// <summary>A function feeds what triggers it.</summary>
    RecursiveLoop,
}

public enum Severity
{
    Info,
    Warning,
    Critical,
}
