namespace Watchdog.Simulator.Account;

/// <summary>An event source mapping. A change passes through Updating, Enabling or Disabling for some simulated seconds.</summary>
public sealed class SimulatedMapping
{
    public required string Uuid { get; init; }

    public required string SourceArn { get; init; }

    public required string FunctionName { get; init; }

    /// <summary>Null: $LATEST.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Lambda's word: Enabled, Disabled, Enabling, Disabling, Updating.</summary>
    public string State { get; internal set; } = "Enabled";

    public string StateTransitionReason { get; internal set; } = "USER_INITIATED";

    public DateTimeOffset LastModified { get; internal set; }

    public int BatchSize { get; internal set; } = 10;

    public TimeSpan BatchingWindow { get; init; }

    /// <summary>Null: no cap.</summary>
    public int? MaximumConcurrency { get; internal set; }

    public bool PartialBatch { get; init; }

    /// <summary>Whether a change is being carried out; another is refused meanwhile.</summary>
    public bool IsChanging => State.EndsWith("ing", StringComparison.Ordinal);

    /// <summary>Begins a change; what is null stays.</summary>
    /// <param name="maximumConcurrency">The outer null leaves it, <c>(null)</c> removes the cap.</param>
    /// <exception cref="InvalidOperationException">A change is being carried out already.</exception>
    public void Change(bool? enabled, ValueTuple<int?>? maximumConcurrency, int? batchSize) => throw new NotImplementedException();
}
