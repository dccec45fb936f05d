using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>
/// The experiment that a contained or half-open circuit makes: the triggers are paused and let a trickle through in turns, and what arrives
/// at them meanwhile tells whether the function feeds itself. It is part of the circuit's record, so that any process can go on with it.
/// </summary>
/// <param name="Hops">The functions on the loop, in the order in which they hand on; the circuit's own first.</param>
/// <param name="Spans">The phases so far, oldest first; the last one is in force.</param>
/// <param name="Samples">The depths of the hops' queues at the ticks so far, oldest first; empty where none is a queue.</param>
public sealed record Trial(ImmutableArray<TrialHop> Hops, ImmutableArray<TrialSpan> Spans, ImmutableArray<TrialSample> Samples)
{
    public TrialPhase Phase => Spans[^1].Phase;

    public TrialHop? HopOf(string function) => Hops.FirstOrDefault(hop => hop.Function == function);
}

/// <summary>What is let through.</summary>
public enum TrialPhase
{
    /// <summary>Nothing, of mappings; of push triggers, which cannot wait without being refused, one execution at a time.</summary>
    Pause,

    /// <summary>As much as tells the function's own writes from the noise of other arrivals.</summary>
    Trickle,
}

/// <summary>A function on the loop, and how its trial is made.</summary>
/// <param name="Triggers">Ids of the recorded triggers that are held for it.</param>
/// <param name="Sources">What is counted at: names of queues, of one stream or of one table; of a push trigger the function's own name.</param>
/// <param name="Trickle">Concurrent executions that a trickle lets through; of a stream, one for each shard.</param>
/// <param name="TricklePerMinute">Messages/min that it works off meanwhile, as far as is known beforehand.</param>
/// <param name="ArrivalsBefore">Messages/min that arrived just before.</param>
/// <param name="ProcessedBefore">Messages/min that were worked off just before.</param>
public sealed record TrialHop(
    string Function,
    ImmutableArray<string> Triggers,
    TrialGauge Gauge,
    ImmutableArray<string> Sources,
    int Trickle,
    double TricklePerMinute,
    double ArrivalsBefore,
    double ProcessedBefore);

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

/// <summary>A phase and when it began.</summary>
public sealed record TrialSpan(TrialPhase Phase, DateTimeOffset From);

/// <param name="At">A whole minute.</param>
/// <param name="IsClean">Whether the phase was in force since the sample before: the account was found to be so, with nothing left to change.</param>
/// <param name="Depths">Messages of each hop's queues together, visible, in flight and delayed; 0 of a hop that is no queue.</param>
public sealed record TrialSample(DateTimeOffset At, TrialPhase Phase, bool IsClean, ImmutableArray<long> Depths);
