using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>What the policy goes by beside the evidence.</summary>
/// <param name="StackMode">The stack's mode; the function's tag goes before it.</param>
/// <param name="Details">Null when they could not be read: then nobody knows whether the owner forbids it, and nothing is touched.</param>
/// <param name="IsOwnFunction">Whether the function is Watchdog's own.</param>
/// <param name="TripsInLastHour">Of all functions together; <see cref="TripCount"/>.</param>
/// <param name="Circuit">With what experiments have shown of the function.</param>
public sealed record BreakerSituation(BreakerMode StackMode, FunctionDetails? Details, bool IsOwnFunction, int TripsInLastHour, Circuit Circuit);
