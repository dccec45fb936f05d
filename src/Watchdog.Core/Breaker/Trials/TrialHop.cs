using System.Collections.Immutable;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>A function on the loop, and how its part of the trial is made.</summary>
/// <param name="Gauge">By what the arrivals at its trigger are measured.</param>
/// <param name="Source">What is counted at: the name of a stream or table; of a push trigger the function's own name; of queues that of the first.</param>
/// <param name="Trickle">
/// What a trickle lets through: concurrent executions of a queue's mapping (2 to 1000) or of a function with push triggers (1 or more);
/// records in a batch, one batch per shard at a time, of a stream's mapping.
/// </param>
/// <param name="ArrivalsBefore">Messages/min that arrived just before.</param>
/// <param name="ProcessedBefore">Messages/min that were worked off just before.</param>
public sealed record TrialHop(
    string Function, TrialGauge Gauge, string Source, int Trickle, double ArrivalsBefore, double ProcessedBefore)
{
    /// <summary>Where messages wait for the function: its queue, and those whose dead letters the queue takes; empty where it is no queue.</summary>
    public ImmutableArray<Queue> Queues { get; init; } = [];

    /// <summary>Mean duration of an invocation. Seconds; greater than 0.</summary>
    public double Duration { get; init; } = 1;

    /// <summary>Messages or records that its mapping hands to one invocation at most.</summary>
    public int MaximumBatchSize { get; init; } = 1;

    /// <summary>Messages in an invocation of late; from 1 to <see cref="MaximumBatchSize"/>.</summary>
    public double BatchSize { get; init; } = 1;

    /// <summary>Share of the messages taken that are worked off; the rest fails and comes back. 0 to 1.</summary>
    public double SuccessShare { get; init; } = 1;

    /// <summary>Arrivals/min that were usual in the hour before, where that is known.</summary>
    public double UsualArrivals { get; init; }

    /// <summary>Whether its mapping can be capped; otherwise (provisioned pollers) a trickle is all that it ever lets through.</summary>
    public bool IsCapped { get; init; } = true;

    /// <summary>Concurrent executions just before, by Little's law.</summary>
    public double InUse => ProcessedBefore / BatchSize * Duration / 60;

    /// <summary>Messages/min that a trickle takes off its queue: executions x invocations/min of each x messages in one.</summary>
    public double TricklePerMinute => IsCapped ? Trickle * 60 / Duration * BatchSize : ProcessedBefore;
}

/// <summary>By what arrivals are measured.</summary>
public enum TrialGauge
{
    /// <summary>The depth of queues from SQS itself, without delay.</summary>
    QueueDepth,

    /// <summary>Records that came into a Kinesis stream, from CloudWatch.</summary>
    StreamRecords,

    /// <summary>Write capacity that a table consumed, from CloudWatch.</summary>
    TableWrites,

    /// <summary>Asynchronous events that the function received, from CloudWatch.</summary>
    AsyncEvents,
}
