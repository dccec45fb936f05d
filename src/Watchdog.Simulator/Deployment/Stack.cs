using Watchdog.Simulator.Wire.Authorization;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Deployment;

/// <summary>What a template deploys into the simulated account: everything resolved.</summary>
/// <param name="Parameters">The values that were used.</param>
/// <param name="Functions">In the template's order.</param>
/// <param name="Schedules">In the template's order: of its functions, and of each function's events.</param>
public sealed record Stack(
    string Name,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<StackFunction> Functions,
    IReadOnlyList<StackSchedule> Schedules,
    IReadOnlyList<StackTable> Tables,
    IReadOnlyList<StackTopic> Topics)
{
    /// <exception cref="ArgumentException">The stack has no such function.</exception>
    public StackFunction Function(string logicalId) => Functions.FirstOrDefault(f => f.LogicalId == logicalId)
        ?? throw new ArgumentException($"The stack has no function {logicalId}; it has {string.Join(", ", Functions.Select(f => f.LogicalId))}.", nameof(logicalId));
}

/// <param name="MaximumRetryAttempts">Of asynchronous events.</param>
/// <param name="ReservedConcurrency">Null: none.</param>
/// <param name="Policies">Of its role, beside what SAM adds: to write its log, and to send to its dead-letter queue.</param>
public sealed record StackFunction(
    string LogicalId,
    string Name,
    string Arn,
    string RoleArn,
    string Runtime,
    string Handler,
    TimeSpan Timeout,
    int MemoryMegabytes,
    int? ReservedConcurrency,
    int MaximumRetryAttempts,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<PolicyDocument> Policies);

/// <param name="RuleArn">Of the EventBridge rule that SAM makes.</param>
/// <param name="Input">The constant JSON that the function gets; null: the event of the rule.</param>
public sealed record StackSchedule(string FunctionName, string RuleArn, int EveryMinutes, string? Input);

/// <param name="TimeToLiveAttribute">Null: none.</param>
public sealed record StackTable(string LogicalId, string Name, KeySchema Schema, string? TimeToLiveAttribute);

public sealed record StackTopic(string LogicalId, string Name, string Arn);
