using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Expectations;

/// <summary>Whether one expectation was met.</summary>
/// <param name="Delay">From the expected start to what met it; null when nothing did, or when the expectation has no start.</param>
/// <param name="Because">What decided, in a few words.</param>
internal sealed record Verdict(Expectation Expectation, bool Met, TimeSpan? Delay, string Because);
