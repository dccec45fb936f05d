namespace Watchdog.Core.Detection;

/// <summary>What can be wrong. One file in this folder decides each.</summary>
public enum Symptom
{
    /// <summary>Messages arrive faster than they are processed: no errors, no throttles, a growing backlog.</summary>
    Backpressure,

    /// <summary>A function is refused concurrency.</summary>
    Throttled,

    /// <summary>A queue, or a function, makes no progress because the function fails.</summary>
    ErrorStall,

    /// <summary>A few messages fail again and again while the others are processed.</summary>
    PoisonMessages,

    /// <summary>Messages arrive on a dead-letter queue.</summary>
    DeadLetters,

    /// <summary>A stall has ended: the consumer succeeds again and the backlog is being worked off.</summary>
    Recovered,

    /// <summary>A function feeds what triggers it.</summary>
    RecursiveLoop,

    /// <summary>A loop inside the code that ends only in the function's timeout.</summary>
    InFunctionLoop,

    /// <summary>Something that functions call is slow or down.</summary>
    DownstreamUnavailable,

    /// <summary>A caller runs another version or alias of a function than was meant.</summary>
    UnintendedVersion,

    /// <summary>A stream's records are processed later and later.</summary>
    StreamLag,

    /// <summary>The account's concurrency is about to be used up.</summary>
    ConcurrencyExhaustion,

    /// <summary>A setting that will cause trouble, found before it does.</summary>
    Misconfiguration,
}

public enum Severity
{
    Info,
    Warning,
    Critical,
}
