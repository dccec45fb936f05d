namespace Watchdog.Benchmarks.ColdStart;

/// <summary>One start of one program.</summary>
/// <param name="FirstPoll">From the start of the process until it asks the Runtime API for its first event.</param>
/// <param name="FirstAnswer">From the start of the process until it has answered that event.</param>
/// <param name="PeakMegabytes">The most memory that it held, up to its first answer.</param>
internal sealed record ColdStartTimes(string Contestant, TimeSpan FirstPoll, TimeSpan FirstAnswer, double PeakMegabytes);
