using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Watchdog.Core.Breaker;

/// <summary>Something that lets a function run, as it was before the breaker changed it.</summary>
/// <param name="Function">The function that it invokes: the circuit's own, or another one on its loop that is held while it is tried.</param>
[JsonDerivedType(typeof(RecordedMapping), "mapping")]
[JsonDerivedType(typeof(RecordedConcurrency), "concurrency")]
[JsonDerivedType(typeof(RecordedRule), "rule")]
public abstract record RecordedTrigger(string Function)
{
    /// <summary>Names it among all that a circuit holds.</summary>
    public abstract string Id { get; }
}

/// <summary>An event source mapping.</summary>
/// <param name="MaximumConcurrency">Null: it had no cap.</param>
/// <param name="IsProvisioned">Whether its pollers are provisioned: Lambda refuses it a maximum concurrency.</param>
/// <param name="Stream">How a stream or table was read; null of a queue.</param>
public sealed record RecordedMapping(
    string Uuid, string SourceArn, string Function, bool Enabled, int? MaximumConcurrency, bool IsProvisioned, RecordedReading? Stream)
    : RecordedTrigger(Function)
{
    public override string Id => Uuid;
}

/// <param name="BatchSize">Records.</param>
/// <param name="ParallelizationFactor">1 to 10.</param>
public sealed record RecordedReading(int BatchSize, int ParallelizationFactor);

/// <summary>The reserved concurrency of a function that buckets, topics or rules call without a mapping.</summary>
/// <param name="Reserved">Null: none was reserved.</param>
/// <param name="StopsWhenOpen">
/// Whether an open circuit lets nothing run at all, because what is refused then goes to a destination, or because the function's owner said
/// so; otherwise one execution stays, and events wait for up to 6 hours.
/// </param>
public sealed record RecordedConcurrency(string Function, int? Reserved, bool StopsWhenOpen)
    : RecordedTrigger(Function)
{
    /// <summary>Whether asynchronous events that are given up go to a destination; without one they are lost.</summary>
    public bool HasFailureDestination { get; init; }

    /// <summary>ARNs of the buckets, topics and rules on the loop that call the function; empty where no loop was known.</summary>
    public ImmutableArray<string> Callers { get; init => field = value.IsDefault ? [] : value; } = [];

    public override string Id => $"reserved concurrency of {Function}";
}

/// <summary>An EventBridge rule that has no other target than the function.</summary>
public sealed record RecordedRule(string Arn, string Function, bool Enabled)
    : RecordedTrigger(Function)
{
    public override string Id => Arn;
}
