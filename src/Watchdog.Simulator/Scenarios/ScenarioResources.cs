using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios;

/// <param name="Delay">How long a message stays invisible after it was sent.</param>
public sealed record ScenarioQueue(
    string Name,
    TimeSpan VisibilityTimeout,
    TimeSpan Retention,
    ScenarioDeadLetter? DeadLetter,
    IReadOnlyDictionary<string, string> Tags,
    TimeSpan Delay,
    bool Fifo);

/// <param name="Queue">Name of the dead-letter queue.</param>
public sealed record ScenarioDeadLetter(string Queue, int MaxReceiveCount);

/// <param name="Environment">As written: a value that is the name of a resource stands for its URL, ARN or name.</param>
/// <param name="MayWrite">Names of what the function's role may write to.</param>
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
    string Recursion)
{
    /// <summary>Names of what every invocation calls outside the account.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Whether the function publishes metrics of its calls.</summary>
    public bool PublishesCalls { get; init; } = true;

    /// <summary>Null: nothing is published.</summary>
    public ScenarioVersions? Versions { get; init; }

    /// <summary>Whether AWS drops what would be the 17th turn of a chain.</summary>
    public bool LoopDetection { get; init; }

    /// <summary>Name of the queue for asynchronous events that are given up; null: they are lost.</summary>
    public string? OnFailure { get; init; }
}

/// <param name="Provisioned">Executions by version or alias.</param>
public sealed record ScenarioVersions(
    IReadOnlyList<int> Published, IReadOnlyDictionary<string, ScenarioAlias> Aliases, IReadOnlyDictionary<string, int> Provisioned);

/// <param name="Weights">Shares of the calls by version; the rest goes to <paramref name="Version"/>.</param>
public sealed record ScenarioAlias(string Version, IReadOnlyDictionary<string, double> Weights);

public sealed record ScenarioPushSource(string Name, PushKind Kind);

/// <param name="Source">Name of a bucket, topic or rule.</param>
public sealed record ScenarioTrigger(string Source, string Function, string? Qualifier);

/// <param name="Shards">At least one.</param>
/// <param name="Retention">How long a record is kept.</param>
public sealed record ScenarioStream(string Name, StreamKind Kind, int Shards, TimeSpan Retention);

/// <param name="Stream">Null of a queue's mapping.</param>
public sealed record ScenarioMapping(
    string Source,
    string Function,
    int BatchSize,
    TimeSpan BatchingWindow,
    int? MaximumConcurrency,
    bool Enabled,
    bool PartialBatch,
    ScenarioStreamReading? Stream = null,
    string? Qualifier = null);

/// <summary>What only a stream's mapping has.</summary>
/// <param name="Parallelization">Batches of one shard that are worked on at the same time.</param>
/// <param name="MaximumRetries">Null: without end.</param>
/// <param name="MaximumRecordAge">Null: none.</param>
/// <param name="Bisect">Whether a failed batch is halved before it is tried again.</param>
public sealed record ScenarioStreamReading(int Parallelization, int? MaximumRetries, TimeSpan? MaximumRecordAge, bool Bisect);

/// <param name="To">Name of a queue, table or stream, or of a function that is invoked directly.</param>
/// <param name="Ramp">Whether the rate goes in a straight line from step to step.</param>
/// <param name="Exact">Exactly as many as the rate says, instead of Poisson arrivals.</param>
/// <param name="Groups">FIFO queues only: over so many groups the messages are spread.</param>
/// <param name="Poison">Whether no consumer can ever process them.</param>
/// <param name="Qualifier">Functions only: the version or alias that is called; null: none.</param>
public sealed record ScenarioTraffic(string To, IReadOnlyList<RateStep> Rates, bool Ramp, bool Exact, int? Groups, bool Poison, string? Qualifier = null);
