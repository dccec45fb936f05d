using System.Collections.Immutable;

namespace Watchdog.Core.Topology;

/// <summary>A loop that a function lies on: what it writes can come back to it.</summary>
/// <param name="Function">The function from which the loop is looked at.</param>
/// <param name="Functions">All functions of the loop's strongly connected component, in alphabetical order.</param>
/// <param name="Mappings">The event source mappings that lie on the loop, of all its functions.</param>
/// <param name="Path">The shortest way round, e.g. <c>process-work -> queue work -> process-work</c>.</param>
/// <param name="IsLive">False where some mapping that every way round needs is disabled: then nothing goes round at present.</param>
/// <param name="Evidence">What speaks for the writes on the path, one sentence each.</param>
public sealed record Loop(
    string Function,
    ImmutableArray<string> Functions,
    ImmutableArray<TriggerEdge> Mappings,
    string Path,
    bool IsLive,
    ImmutableArray<string> Evidence)
{
    /// <summary>The mappings on the loop that invoke <see cref="Function"/>: to disable them breaks every way round through it.</summary>
    public IEnumerable<TriggerEdge> OwnMappings => Mappings.Where(m => m.Function == Function);
}
