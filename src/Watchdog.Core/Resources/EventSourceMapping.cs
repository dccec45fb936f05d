namespace Watchdog.Core.Resources;

/// <summary>An event source mapping as Lambda describes it.</summary>
/// <param name="FunctionName">The function's name without qualifier.</param>
/// <param name="Qualifier">Version or alias that the mapping invokes; null is <c>$LATEST</c>.</param>
/// <param name="State">Lambda's own word: Creating, Enabling, Enabled, Disabling, Disabled, Updating, Deleting, or one yet unknown.</param>
/// <param name="MaximumConcurrency">The mapping's ScalingConfig; null when it has none. 2 to 1000.</param>
/// <param name="PartialBatchResponses">Whether ReportBatchItemFailures is among the FunctionResponseTypes.</param>
public sealed record EventSourceMapping(
    string Uuid,
    string SourceArn,
    string FunctionName,
    string? Qualifier,
    string State,
    int BatchSize,
    TimeSpan BatchingWindow,
    int? MaximumConcurrency,
    bool PartialBatchResponses)
{
    /// <summary>How a stream is read; null of a queue.</summary>
    public StreamReading? Stream { get; init; }

    /// <summary>Whether its pollers are provisioned; Lambda refuses such a mapping a maximum concurrency.</summary>
    public bool IsProvisioned { get; init; }

    public bool IsEnabled => State is "Enabled";

    public bool IsDisabled => State is "Disabled";

    /// <summary>While Lambda carries out a change it refuses another one.</summary>
    public bool IsChanging => State.EndsWith("ing", StringComparison.Ordinal);
}

/// <summary>What only a stream's mapping has.</summary>
/// <param name="ParallelizationFactor">Batches of one shard that are processed at the same time; 1 to 10.</param>
/// <param name="MaximumRecordAge">Older records are dropped; null: never, they are tried until the stream no longer has them.</param>
/// <param name="MaximumRetries">Null: without end.</param>
/// <param name="BisectBatchOnError">Whether a failing batch is halved until the failing record is alone.</param>
/// <param name="HasFailureDestination">Whether what is dropped is told somewhere.</param>
public sealed record StreamReading(
    int ParallelizationFactor, TimeSpan? MaximumRecordAge, int? MaximumRetries, bool BisectBatchOnError, bool HasFailureDestination);

/// <summary>A change of a mapping; what is null stays as it is.</summary>
/// <param name="ScalingConfig">The new maximum concurrency, where the inner null removes the cap.</param>
/// <param name="BatchSize">1 or more, up to the maximum of the source.</param>
/// <param name="ParallelizationFactor">Of a stream's mapping only: 1 to 10.</param>
public sealed record MappingChange(
    bool? Enabled, ScalingChange? ScalingConfig = null, int? BatchSize = null, int? ParallelizationFactor = null);

/// <param name="MaximumConcurrency">2 to 1000, or null to remove the cap.</param>
public sealed record ScalingChange(int? MaximumConcurrency);
