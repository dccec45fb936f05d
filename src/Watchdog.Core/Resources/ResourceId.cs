namespace Watchdog.Core.Resources;

/// <summary>What an incident, a finding or an edge of the topology is about.</summary>
public enum ResourceKind
{
    Account,
    Function,
    Queue,
    EventSourceMapping,
    Stream,
    Table,
    Bucket,
    Topic,
    Rule,
    Dependency,
}

/// <summary>A resource of the watched account and region, named as its owner names it (not by ARN or URL).</summary>
public readonly record struct ResourceId(ResourceKind Kind, string Name)
{
    public static ResourceId Function(string name) => new(ResourceKind.Function, name);

    public static ResourceId Queue(string name) => new(ResourceKind.Queue, name);

    /// <summary><c>function/orders</c>: also the form in which state is keyed.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}/{Name}";
}
