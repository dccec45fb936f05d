namespace Watchdog.Core.Breaker;

/// <summary>What one hop did in one minute of a trial (of a queue: in the time between two samples, by the minute).</summary>
/// <param name="Span">Index of the trial's phase.</param>
/// <param name="IsSettled">Whether what the phase before had let through is over, or is allowed for.</param>
/// <param name="Arrivals">Messages/min that came to its trigger.</param>
/// <param name="Certain">Those of them that are no estimate: what a queue grew by.</param>
/// <param name="Taken">Messages/min that it took from there and was done with: of queues an estimate.</param>
/// <param name="Waiting">Messages on its queues at the end; infinite where it has none, since a stream or an event source cannot run dry unseen.</param>
public sealed record TrialMinute(int Span, TrialPhase Phase, bool IsSettled, double Arrivals, double Certain, double Taken, double Waiting);
