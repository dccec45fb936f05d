using Watchdog.Benchmarks.Breaker.Playing;

namespace Watchdog.Benchmarks.Breaker.Scoring;

/// <summary>All that was played.</summary>
/// <param name="Mode">The breaker's.</param>
/// <param name="IsWhole">Whether everything was played, and not a part that was asked for.</param>
internal sealed record BreakerResults(
    string Mode, bool IsWhole, IReadOnlyList<LoopRun> Loops, IReadOnlyList<OrganicRun> Organic, IReadOnlyList<InjectedRun> Injected);
