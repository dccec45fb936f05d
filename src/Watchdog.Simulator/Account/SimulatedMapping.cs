using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Account;

/// <summary>An event source mapping. A change passes through Updating, Enabling or Disabling for some simulated seconds.</summary>
public sealed class SimulatedMapping
{
    private const int ShortestChangeSeconds = 5;
    private const int LongestChangeSeconds = 20;

    private SimulatedClock? clock;
    private PendingChange? pending;
    private int changes;
    private int parallelization = 1;

    public required string Uuid { get; init; }

    public required string SourceArn { get; init; }

    /// <summary>The name of the queue, table or stream. A table's stream has colons in its ARN, and the table's name in the middle.</summary>
    public string SourceName => SourceArn.Split(':', 6)[^1].Split('/') is [_, var name, ..] ? name : SourceArn.Split(':')[^1];

    public required string FunctionName { get; init; }

    /// <summary>Null: $LATEST.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Lambda's word: Enabled, Disabled, Enabling, Disabling, Updating.</summary>
    public string State { get; internal set; } = "Enabled";

    public string StateTransitionReason { get; internal set; } = "USER_INITIATED";

    public DateTimeOffset LastModified { get; internal set; }

    public int BatchSize { get; internal set; } = 10;

    /// <summary>For so long what does not fill a batch is gathered.</summary>
    public TimeSpan BatchingWindow { get; init; }

    /// <summary>Null: no cap.</summary>
    public int? MaximumConcurrency { get; internal set; }

    public bool PartialBatch { get; init; }

    /// <summary>Streams only: batches of one shard that are worked on at the same time; 1 to 10.</summary>
    public int Parallelization { get => parallelization; init => parallelization = value; }

    /// <summary>Streams only: how often a failed batch is tried again. Null: until the stream no longer has it.</summary>
    public int? MaximumRetries { get; init; }

    /// <summary>Streams only: older records are dropped. Null: never.</summary>
    public TimeSpan? MaximumRecordAge { get; init; }

    /// <summary>Streams only: whether a failed batch is halved before it is tried again.</summary>
    public bool Bisect { get; init; }

    /// <summary>Streams only: what has become of the records.</summary>
    public RecordTotals Records { get; } = new();

    /// <summary>Whether a change is being carried out; another is refused meanwhile.</summary>
    public bool IsChanging => State.EndsWith("ing", StringComparison.Ordinal);

    /// <summary>Whether messages are being received now. Until a change has been carried out the former state holds.</summary>
    internal bool Polls => IsChanging ? pending?.PolledBefore ?? false : State == "Enabled";

    /// <summary>Begins a change; what is null stays. The new values hold when it has been carried out, 5 to 20 simulated seconds later.</summary>
    /// <param name="maximumConcurrency">The outer null leaves it, <c>(null)</c> removes the cap.</param>
    /// <param name="parallelization">Streams only: 1 to 10.</param>
    /// <exception cref="InvalidOperationException">A change is being carried out already.</exception>
    public void Change(bool? enabled, ValueTuple<int?>? maximumConcurrency, int? batchSize, int? parallelization = null)
    {
        if (IsChanging) throw new InvalidOperationException($"The mapping {Uuid} is {State}; a change is refused until that is done.");
        var polled = State == "Enabled";
        var polls = enabled ?? polled;
        pending = new PendingChange(polled, polls, maximumConcurrency, batchSize, parallelization, null);
        State = polls == polled ? "Updating" : polls ? "Enabling" : "Disabling";
        StateTransitionReason = "USER_INITIATED";
        changes++;
        if (clock is not null) BeginPending(clock);
    }

    internal void Attach(SimulatedClock to)
    {
        if (clock is not null) return;
        clock = to;
        if (LastModified == default) LastModified = to.Now;
        if (pending is not null) BeginPending(to);
        else if (IsChanging) (State, LastModified) = ("Enabled", to.Now);
    }

    /// <summary>Called once a second: ends a change whose time has come.</summary>
    internal void Advance()
    {
        if (pending is not { EndsAt: { } end } change || clock!.Second < end) return;
        if (change.MaximumConcurrency is { } cap) MaximumConcurrency = cap.Item1;
        BatchSize = change.BatchSize ?? BatchSize;
        parallelization = change.Parallelization ?? parallelization;
        State = change.PollsAfter ? "Enabled" : "Disabled";
        LastModified = clock.Now;
        pending = null;
    }

    private void BeginPending(SimulatedClock at)
    {
        var share = RandomStream.Unit(RandomStream.Derive(at.Seed, $"{Uuid} change {changes}"));
        pending = pending! with { EndsAt = at.Second + ShortestChangeSeconds + (int)(share * (LongestChangeSeconds - ShortestChangeSeconds + 1)) };
        LastModified = at.Now;
    }

    private sealed record PendingChange(
        bool PolledBefore, bool PollsAfter, ValueTuple<int?>? MaximumConcurrency, int? BatchSize, int? Parallelization, int? EndsAt);
}
