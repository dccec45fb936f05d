namespace Watchdog.Simulator.Account;

/// <summary>Something outside the account that functions call.</summary>
public sealed class SimulatedDependency
{
    public required string Name { get; init; }

    /// <summary>By how much longer than usual a call takes; every call of an invocation waits for it.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The share (0 to 1) of calls that fail, and the invocation with them.</summary>
    public double ErrorRate { get; set; }
}
