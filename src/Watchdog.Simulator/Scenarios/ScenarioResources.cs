using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios;

public sealed record ScenarioQueue(
    string Name,
    TimeSpan VisibilityTimeout,
    TimeSpan Retention,
    ScenarioDeadLetter? DeadLetter,
    IReadOnlyDictionary<string, string> Tags);

/// <param name="Queue">Name of the dead-letter queue.</param>
public sealed record ScenarioDeadLetter(string Queue, int MaxReceiveCount);

/// <param name="Environment">As written: a value that is the name of a queue or function stands for its URL, ARN or name.</param>
/// <param name="MayWrite">Names of the queues that the function's role may send to.</param>
/// <param name="Recursion">Terminate or Allow.</param>
public sealed record ScenarioFunction(
    string Name,
    TimeSpan Timeout,
    int MemoryMegabytes,
    FunctionBehaviour Behaviour,
    int? ReservedConcurrency,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> MayWrite,
    string Recursion);

public sealed record ScenarioMapping(
    string Source,
    string Function,
    int BatchSize,
    TimeSpan BatchingWindow,
    int? MaximumConcurrency,
    bool Enabled,
    bool PartialBatch);

/// <param name="To">Name of a queue, or of a function that is invoked directly.</param>
/// <param name="Ramp">Whether the rate goes in a straight line from step to step.</param>
/// <param name="Exact">Exactly as many as the rate says, instead of Poisson arrivals.</param>
public sealed record ScenarioTraffic(string To, IReadOnlyList<RateStep> Rates, bool Ramp, bool Exact);
