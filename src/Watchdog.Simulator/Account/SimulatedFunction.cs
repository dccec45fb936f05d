using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Account;

/// <summary>A Lambda function: of the scenario, or of the stack that watches (those are run by a host, and physics leave them alone).</summary>
public sealed class SimulatedFunction
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required string RoleArn { get; init; }

    public string Runtime { get; init; } = "provided.al2023";

    public string Handler { get; init; } = "bootstrap";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);

    public int MemoryMegabytes { get; set; } = 128;

    /// <summary>Null: none reserved.</summary>
    public int? ReservedConcurrency { get; set; }

    public DateTimeOffset LastModified { get; set; }

    /// <summary>
    /// A value may hold <c>{endpoint}</c>, which the wire replaces by the simulator's own address, so that a queue's URL can be among them.
    /// </summary>
    public SortedDictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>ARNs of the resources that the function's role may write to. For IAM SimulatePrincipalPolicy.</summary>
    public SortedSet<string> MayWrite { get; } = new(StringComparer.Ordinal);

    /// <summary>What has been published, the oldest first.</summary>
    public List<SimulatedVersion> Versions { get; } = [];

    /// <summary>By name.</summary>
    public SortedDictionary<string, SimulatedAlias> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Executions that are kept ready, by version or alias.</summary>
    public SortedDictionary<string, int> Provisioned { get; } = new(StringComparer.Ordinal);

    /// <summary>Terminate or Allow.</summary>
    public string RecursiveLoop { get; set; } = "Terminate";

    /// <summary>Whether the function is run by a host (a process that speaks the Runtime API) rather than by the physics.</summary>
    public bool Hosted { get; init; }

    /// <summary>What the function does when the physics run it.</summary>
    public FunctionBehaviour Behaviour { get; set; } = FunctionBehaviour.Default;

    /// <summary>What every invocation calls.</summary>
    public IReadOnlyList<SimulatedDependency> Calls { get; init; } = [];

    /// <summary>Whether it publishes metrics of its calls.</summary>
    public bool PublishesCalls { get; init; } = true;

    /// <summary>Whether AWS drops what would be the 17th turn of a chain through it.</summary>
    public bool LoopDetection { get; set; }

    /// <summary>ARN of the queue to which asynchronous events go that are given up; null: they are lost.</summary>
    public string? OnFailureArn { get; init; }

    /// <summary>Counts since the start; of a hosted function none.</summary>
    public InvocationTotals Totals { get; } = new();

    /// <summary>Executions that run now; of a hosted function 0.</summary>
    public int Running => Physics?.Running ?? 0;

    /// <summary>Asynchronous events that wait, or are being worked on.</summary>
    public long AsynchronousEvents => Physics?.Asynchronous?.Waiting ?? 0;

    /// <summary>Set while the function belongs to an account.</summary>
    internal FunctionRun? Physics { get; set; }

    /// <summary>Set while the function belongs to an account: runs it once, unless it is throttled.</summary>
    internal Func<bool>? Invoke { get; set; }

    /// <summary>
    /// One invocation from outside the physics, e.g. of an Invoke call; false when it was throttled. A hosted function is run by its host,
    /// so that this says only whether its reserved concurrency lets it run. A function that was added to an account since the clock last
    /// moved is unknown to the physics yet: likewise.
    /// </summary>
    public bool InvokeOnce() => Invoke?.Invoke() ?? ReservedConcurrency != 0;
}
