namespace Watchdog.Core.Breaker;

/// <summary>What the policy wants done about a function, and why.</summary>
public abstract record BreakerDecision(string Reason)
{
    public sealed record LeaveAlone(string Reason) : BreakerDecision(Reason);

    /// <summary>Tell people; change nothing.</summary>
    public sealed record Alert(string Reason) : BreakerDecision(Reason);

    /// <summary>Choke the triggers, to see whether arrivals fall with them.</summary>
    public sealed record Contain(string Reason) : BreakerDecision(Reason);

    /// <summary>Open the circuit.</summary>
    public sealed record Trip(string Reason) : BreakerDecision(Reason)
    {
        /// <summary>Whether the loop is proven by this: then it needs no experiment when it comes back.</summary>
        public bool IsProven { get; init; }
    }
}
