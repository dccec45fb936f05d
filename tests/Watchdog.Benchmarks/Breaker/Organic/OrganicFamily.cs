namespace Watchdog.Benchmarks.Breaker.Organic;

/// <summary>A shape of ordinary traffic that looks like a runaway.</summary>
internal enum OrganicFamily
{
    Step3,
    Step30,
    Step300,

    /// <summary>Grows by half each minute, for ten minutes.</summary>
    Ramp,

    /// <summary>A night's work comes at once, and again two hours later.</summary>
    Batch,

    /// <summary>Half an hour in which nothing is processed, or nothing comes; then all of it.</summary>
    Outage,

    /// <summary>More comes than the concurrency allows, for an hour.</summary>
    Pinned,

    /// <summary>Two minutes in every fifteen.</summary>
    Bursts,
}

/// <summary>What brings the traffic.</summary>
internal enum OrganicSource
{
    Queue,
    Kinesis,
    Table,
    Topic,
}

internal static class OrganicWords
{
    public static string Word(this OrganicFamily family) => family switch
    {
        OrganicFamily.Step3 => "step-3x",
        OrganicFamily.Step30 => "step-30x",
        OrganicFamily.Step300 => "step-300x",
        _ => family.ToString().ToLowerInvariant(),
    };

    public static string Word(this OrganicSource source) => source.ToString().ToLowerInvariant();
}
