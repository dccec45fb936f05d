namespace Watchdog.Simulator.Account;

/// <summary>A function's invocations since the start.</summary>
public sealed class InvocationTotals
{
    /// <summary>Runs, whether they succeed or fail; refused ones are not among them.</summary>
    public long Invocations { get; internal set; }

    public long Errors { get; internal set; }

    public long Throttles { get; internal set; }
}
