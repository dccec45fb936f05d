namespace Watchdog.Simulator.Account;

/// <summary>What a function's code does when it runs.</summary>
/// <param name="ErrorRate">The share (0 to 1) of invocations that fail; of messages, when the mapping reports partial batches.</param>
/// <param name="Writes">What it sends for every message it processes successfully.</param>
public sealed record FunctionBehaviour(FunctionDuration Duration, double ErrorRate, IReadOnlyList<FunctionWrite> Writes)
{
    /// <summary>A tenth of a second, no errors, no writes.</summary>
    public static FunctionBehaviour Default { get; } = new(new FunctionDuration(TimeSpan.FromMilliseconds(100), null), 0, []);
}

/// <param name="P50">The median.</param>
/// <param name="P99">With it, durations are log-normal through both; null: every invocation lasts <paramref name="P50"/>.</param>
public sealed record FunctionDuration(TimeSpan P50, TimeSpan? P99);

/// <param name="To">Name of what is written to: a queue, for one.</param>
/// <param name="PerMessage">Messages sent per message processed; a fraction is drawn.</param>
public sealed record FunctionWrite(string To, double PerMessage);
