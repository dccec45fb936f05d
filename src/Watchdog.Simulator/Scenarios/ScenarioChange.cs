using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios;

/// <summary>Something changes at a moment; what is null stays as it was.</summary>
public abstract record ScenarioChange(TimeSpan At)
{
    /// <param name="ReservedConcurrency">A setting of null removes the reservation.</param>
    /// <param name="Deploy">New code: LastModified moves. So it does when timeout, memory or environment change.</param>
    public sealed record OfFunction(
        TimeSpan At,
        string Function,
        FunctionDuration? Duration,
        double? ErrorRate,
        IReadOnlyList<FunctionWrite>? Writes,
        TimeSpan? Timeout,
        int? MemoryMegabytes,
        Setting<int?>? ReservedConcurrency,
        IReadOnlyDictionary<string, string>? Tags,
        IReadOnlyDictionary<string, string>? Environment,
        IReadOnlyList<string>? MayWrite,
        string? Recursion,
        bool Deploy) : ScenarioChange(At)
    {
        public ScenarioVersions? Versions { get; init; }

        public bool? LoopDetection { get; init; }
    }

    /// <param name="DeadLetter">A setting of null removes it.</param>
    /// <param name="Redrive">All messages of this dead-letter queue go back to where they came from.</param>
    public sealed record OfQueue(
        TimeSpan At,
        string Queue,
        TimeSpan? VisibilityTimeout,
        TimeSpan? Retention,
        Setting<ScenarioDeadLetter?>? DeadLetter,
        bool Purge,
        TimeSpan? Delay,
        bool Redrive) : ScenarioChange(At);

    /// <param name="MaximumConcurrency">A setting of null removes the cap.</param>
    public sealed record OfMapping(
        TimeSpan At,
        string Source,
        string Function,
        bool? Enabled,
        int? BatchSize,
        Setting<int?>? MaximumConcurrency) : ScenarioChange(At);

    public sealed record OfDependency(TimeSpan At, string Dependency, TimeSpan? Latency, double? ErrorRate) : ScenarioChange(At);

    public sealed record OfAccount(TimeSpan At, int? Concurrency, double? ScaleUpPerMinute) : ScenarioChange(At);
}

/// <summary>A new value, which may be null; where the setting itself is null, nothing is set.</summary>
public readonly record struct Setting<T>(T Value);
