using System.Collections.Immutable;

namespace Watchdog.Core.Topology;

/// <summary>One function on the way round a loop, with what it is triggered by there.</summary>
/// <param name="Triggers">Its mappings and push triggers from <paramref name="Source"/>.</param>
/// <param name="Source">What triggers it.</param>
/// <param name="Reservoir">
/// Where what goes round waits before it comes to the function: the source, and the queues whose dead letters the source takes.
/// </param>
public sealed record LoopHop(
    string Function, ImmutableArray<TriggerEdge> Triggers, EventSource Source, ImmutableArray<EventSource> Reservoir);
