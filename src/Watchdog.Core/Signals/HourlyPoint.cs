namespace Watchdog.Core.Signals;

/// <summary>A metric's value of one hour.</summary>
/// <param name="Start">The hour's beginning, UTC.</param>
public readonly record struct HourlyPoint(DateTimeOffset Start, double Value);
