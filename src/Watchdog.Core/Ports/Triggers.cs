using Watchdog.Core.Resources;

namespace Watchdog.Core.Ports;

/// <summary>Event source mappings, to be changed.</summary>
public interface IMappingControl
{
    /// <returns>Null when there is no such mapping.</returns>
    Task<EventSourceMapping?> FindAsync(string uuid, CancellationToken cancellationToken);

    /// <summary>Asks Lambda for a change; Lambda carries it out within seconds to minutes.</summary>
    /// <exception cref="MappingBusyException">Lambda is still carrying out an earlier change; try again later.</exception>
    Task ChangeAsync(string uuid, MappingChange change, CancellationToken cancellationToken);
}

/// <summary>Lambda refuses to change a mapping while it carries out an earlier change.</summary>
public sealed class MappingBusyException(string uuid, Exception inner)
    : Exception($"Event source mapping {uuid} is being changed already; Lambda refuses another change until that is done.", inner);

/// <summary>The reserved concurrency of functions, to be changed.</summary>
public interface IConcurrencyControl
{
    /// <returns>Null when there is no such function.</returns>
    Task<FunctionConcurrency?> FindAsync(string function, CancellationToken ct);

    /// <summary>Sets the reservation; Lambda obeys it at once. One that is so already is no error.</summary>
    /// <param name="reserved">0 or more; 0 lets nothing run. Null takes the reservation away (DeleteFunctionConcurrency).</param>
    Task ChangeAsync(string function, int? reserved, CancellationToken ct);
}

/// <summary>EventBridge rules, to be changed.</summary>
public interface IRuleControl
{
    /// <returns>Null when there is no such rule.</returns>
    Task<EventRule?> FindAsync(string ruleArn, CancellationToken ct);

    /// <summary>Enables or disables a rule. What a disabled rule would have matched is lost, not kept.</summary>
    Task ChangeAsync(string ruleArn, bool enabled, CancellationToken ct);
}
