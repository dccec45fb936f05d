using Watchdog.Core.Resources;

namespace Watchdog.Core.Topology;

/// <summary>A resource whose events can trigger a function, and which a function may write to.</summary>
/// <param name="Arn">
/// What a writer needs permission for: the table, not its stream; the stream, not one of its consumers. Names are not enough: a queue of
/// another account may bear the same one.
/// </param>
public sealed record EventSource(ResourceId Id, string Arn)
{
    /// <summary>E.g. <c>queue work</c>.</summary>
    public override string ToString() => $"{Id.Kind.ToString().ToLowerInvariant()} {Id.Name}";
}

/// <summary>What arrives at the source invokes the function: by an event source mapping, or because the source itself calls it.</summary>
/// <param name="MappingUuid">The mapping that makes the edge; null of a bucket, topic or rule, which calls without one.</param>
/// <param name="Enabled">False where the mapping is disabled: the edge is there, but nothing passes along it.</param>
public sealed record TriggerEdge(EventSource Source, string Function, string? MappingUuid, bool Enabled)
{
    /// <summary>Whether the source calls on its own account. The breaker holds such a function by its reserved concurrency, or by the rule.</summary>
    public bool IsPush => MappingUuid is null;
}

/// <summary>A function may write to a resource.</summary>
/// <param name="Variable">The environment variable that names the resource; null where none does.</param>
public sealed record WriteEdge(string Function, EventSource Target, WriteEvidence Evidence, string? Variable)
{
    /// <summary>Whether the function's own environment says that it has to do with the resource; broad roles allow much that nobody does.</summary>
    public bool IsNamed => Variable is not null;

    /// <summary>What speaks for the edge, as a sentence.</summary>
    public string Sentence => Evidence switch
    {
        WriteEvidence.RoleAndEnvironment =>
            $"The role of {Function} may write to {Target}, and its environment variable {Variable} names it.",
        WriteEvidence.Role => $"The role of {Function} may write to {Target}.",
        _ => $"The environment variable {Variable} of {Function} names {Target}; whether its role may write to it is not known.",
    };
}

/// <summary>What speaks for a write edge.</summary>
public enum WriteEvidence
{
    /// <summary>The role allows it, and an environment variable names the resource.</summary>
    RoleAndEnvironment,

    /// <summary>The role allows it; no environment variable names the resource.</summary>
    Role,

    /// <summary>An environment variable names the resource; IAM would not say what the role allows.</summary>
    EnvironmentAlone,
}

/// <summary>A queue hands messages that were received too often over to its dead-letter queue.</summary>
public sealed record DeadLetterEdge(EventSource Queue, EventSource DeadLetterQueue);
