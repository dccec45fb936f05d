using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

public enum OperatorAction
{
    Status,
    History,
    Trip,
    Reset,
    Contain,
    Probe,
    Escalate,
    Reconcile,
}

/// <summary>What an operator, or RecursionWatcher, asks of the breaker: the payload of its invocation.</summary>
/// <param name="Function">Null: all circuits (status, history, reset, reconcile).</param>
/// <param name="Force">Override what stands against it.</param>
/// <param name="Reason">A sentence for the history; null when none was given.</param>
/// <param name="Evidence">What speaks for it, one sentence each.</param>
/// <param name="Limit">How many entries of the history; 1 to 100.</param>
/// <param name="Time">When a watcher made the request; null from a person.</param>
/// <param name="Proven">Of a trip: the evidence is a proof, such as that AWS itself saw the loop.</param>
public sealed record OperatorCommand(
    OperatorAction Action,
    string? Function = null,
    bool Force = false,
    string By = OperatorCommand.Person,
    string? Reason = null,
    ImmutableArray<string> Evidence = default,
    int Limit = OperatorCommand.DefaultLimit,
    DateTimeOffset? Time = null,
    bool Proven = false)
{
    public const string Person = "operator";

    public const int DefaultLimit = 20;

    public const int MaximumLimit = 100;

    public ImmutableArray<string> Evidence { get; init; } = Evidence.IsDefault ? [] : Evidence;
}

/// <summary>A command, or what is wrong with it; exactly one of the two is set.</summary>
public sealed record ParsedCommand(OperatorCommand? Command, string? Error);
