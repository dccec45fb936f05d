namespace Compat.Lambda.Tests.App;

/// <summary>What the Look handler saw of its invocation.</summary>
internal sealed record Seen(
    string? EventId,
    DateTime EventTime,
    string? DetailType,
    IReadOnlyList<string>? Resources,
    string RequestId,
    string FunctionArn,
    string? TraceId,
    double RemainingSeconds,
    string? Custom,
    int Invocation,
    int Scope);
