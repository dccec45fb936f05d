namespace Watchdog.Core.Breaker;

/// <summary>Which of the account's functions are Watchdog's own.</summary>
/// <param name="Name">The stack's name.</param>
/// <param name="BreakerFunction">The name of the CircuitBreaker function, for the commands in answers.</param>
public sealed record WatchdogStack(string Name, string BreakerFunction)
{
    public bool Owns(string function) => function.StartsWith(Name + "-", StringComparison.Ordinal);
}
