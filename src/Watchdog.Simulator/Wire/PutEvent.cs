namespace Watchdog.Simulator.Wire;

/// <summary>An event that somebody put onto a bus.</summary>
/// <param name="At">When it was put, in simulated time.</param>
/// <param name="Time">When it happened, as its entry says; the same where it does not.</param>
/// <param name="Bus">Name or ARN, as given; <c>default</c> where none was.</param>
/// <param name="Detail">A JSON object, as text.</param>
public sealed record PutEvent(
    DateTimeOffset At, DateTimeOffset Time, string Bus, string Source, string DetailType, string Detail, IReadOnlyList<string> Resources);
