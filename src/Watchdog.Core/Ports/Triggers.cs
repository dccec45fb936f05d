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
    /// <exception cref="TriggerBusyException">Lambda refuses for now; try again later.</exception>
    /// <exception cref="TriggerRefusedException">Less than 100 would be left unreserved; so an account with a limit of 100 or less can reserve 0 only.</exception>
    Task ChangeAsync(string function, int? reserved, CancellationToken ct);
}

/// <summary>EventBridge rules, to be changed.</summary>
public interface IRuleControl
{
    /// <returns>Null when there is no such rule.</returns>
    Task<EventRule?> FindAsync(string ruleArn, CancellationToken ct);

    /// <summary>Enables or disables a rule. What a disabled rule would have matched is lost, not kept.</summary>
    /// <exception cref="TriggerBusyException">Somebody else is changing the rule; try again later.</exception>
    /// <exception cref="TriggerRefusedException">An AWS service manages the rule, or enabling it again would not restore what it was.</exception>
    Task ChangeAsync(string ruleArn, bool enabled, CancellationToken ct);
}

/// <summary>What starts a function cannot be changed just now; the same change may succeed later.</summary>
public sealed class TriggerBusyException(string message, Exception inner) : Exception(message, inner);

/// <summary>What starts a function cannot be changed so, however often it is tried.</summary>
public sealed class TriggerRefusedException(string message, Exception? inner = null) : Exception(message, inner);
