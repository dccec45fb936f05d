namespace Watchdog.Benchmarks.Breaker;

/// <summary>What stands between a loop and the account's concurrency.</summary>
internal enum Protection
{
    /// <summary>Watchdog's breaker, in the mode that is judged.</summary>
    Watchdog,

    Nothing,

    /// <summary>AWS's own detection: it drops the 17th turn of a chain. Streams and tables it does not follow.</summary>
    Aws,
}
