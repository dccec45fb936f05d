using System.Collections.Immutable;

namespace Watchdog.Core.Topology;

/// <summary>A loop that a function lies on: what it writes can come back to it.</summary>
/// <param name="Function">The function from which the loop is looked at.</param>
/// <param name="Functions">All functions of the loop's strongly connected component, in alphabetical order.</param>
/// <param name="Triggers">The mappings and push triggers that lie on the loop, of all its functions.</param>
/// <param name="Path">The shortest way round, e.g. <c>process-work -> queue work -> process-work</c>.</param>
/// <param name="IsLive">False where some mapping that every way round needs is disabled: then nothing goes round at present.</param>
/// <param name="Writes">The writes on the path.</param>
public sealed record Loop(
    string Function,
    ImmutableArray<string> Functions,
    ImmutableArray<TriggerEdge> Triggers,
    string Path,
    bool IsLive,
    ImmutableArray<WriteEdge> Writes)
{
    /// <summary>
    /// The functions on the path, in the order in which they hand on, <see cref="Function"/> first: each writes to what the next one is
    /// triggered by, and the last one to what triggers the first.
    /// </summary>
    public ImmutableArray<LoopHop> Hops { get; init; } = [];

    /// <summary>
    /// The mappings on the loop that invoke <see cref="Function"/>: to disable them breaks every way round through it but those of
    /// <see cref="OwnPushTriggers"/>.
    /// </summary>
    public IEnumerable<TriggerEdge> OwnMappings => Triggers.Where(t => t.Function == Function && !t.IsPush);

    /// <summary>The buckets, topics and rules on the loop that call <see cref="Function"/> without a mapping.</summary>
    public IEnumerable<TriggerEdge> OwnPushTriggers => Triggers.Where(t => t.Function == Function && t.IsPush);

    /// <summary>Whether each function on the path names in its environment what it would write to, as far as the roles are known allowed to.</summary>
    public bool IsNamed => Writes.All(w => w.IsNamed);

    /// <summary>Whether role and environment agree about each write on the path.</summary>
    public bool IsAgreed => Writes.All(w => w.Evidence is WriteEvidence.RoleAndEnvironment);

    /// <summary>What speaks for the writes on the path, one sentence each.</summary>
    public IEnumerable<string> Evidence => Writes.Select(w => w.Sentence);
}
