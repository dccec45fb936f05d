using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>
/// The experiment that a contained or half-open circuit makes: the triggers are paused and let a trickle through in turns, and what arrives
/// at them meanwhile tells whether the function feeds itself. It is part of the circuit's record, so that any process can go on with it.
/// </summary>
/// <param name="Hops">The functions on the loop, in the order in which they hand on; the circuit's own first.</param>
/// <param name="Spans">The phases so far, oldest first; the last one is in force.</param>
/// <param name="Samples">The depths of the hops' queues at the ticks so far, oldest first; of the first one nothing is judged but the depth.</param>
public sealed record Trial(ImmutableArray<TrialHop> Hops, ImmutableArray<TrialSpan> Spans, ImmutableArray<TrialSample> Samples)
{
    public TrialPhase Phase => Spans[^1].Phase;

    /// <summary>
    /// How long a phase lasts; all but its last minute are still under the influence of the phase before. The first pause of a trial that
    /// CloudWatch has to tell of lasts a minute longer: it has to be clean, and the minute that counts must not come later than it must.
    /// </summary>
    public int PhaseMinutes { get; init; } = 1;

    /// <summary>Whether the circuit is half-open: then nothing ran before the trial, and what arrived before is no measure for what arrives now.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Whether CloudWatch has published the minute before the circuit was contained: what arrived before is known only then.</summary>
    public bool IsBeforeKnown { get; init; }

    public bool HasQueues => Hops.Any(hop => hop.Gauge is TrialGauge.QueueDepth);

    /// <summary>Whether something is known from CloudWatch only, some minutes late.</summary>
    public bool IsDelayed => Hops.Any(hop => hop.Gauge is not TrialGauge.QueueDepth);

    public TrialHop? HopOf(string function) => Hops.FirstOrDefault(hop => hop.Function == function);

    /// <summary>The index of the phase in force at a time; -1 before the first.</summary>
    public int SpanAt(DateTimeOffset time)
    {
        var span = Spans.Length - 1;
        while (span >= 0 && Spans[span].From > time)
            span--;
        return span;
    }
}

/// <summary>What is let through.</summary>
public enum TrialPhase
{
    /// <summary>Nothing, of mappings; of push triggers, which cannot wait without being refused, one execution at a time.</summary>
    Pause,

    /// <summary>As much as tells the function's own writes from the noise of other arrivals.</summary>
    Trickle,
}

/// <param name="Phase">What is let through from then on.</param>
/// <param name="From">A whole minute.</param>
public sealed record TrialSpan(TrialPhase Phase, DateTimeOffset From);

/// <param name="At">A whole minute.</param>
/// <param name="IsClean">
/// Whether one phase was in force since the sample before: the account was found to be so, with nothing left to change.
/// </param>
/// <param name="Depths">Messages of each hop's queues together, visible, in flight and delayed; 0 of a hop that is no queue.</param>
/// <param name="Trickled">Messages/min that each hop was expected to take off its queue since the sample before; 0 in a pause.</param>
public sealed record TrialSample(DateTimeOffset At, bool IsClean, ImmutableArray<long> Depths, ImmutableArray<double> Trickled);
