namespace Watchdog.Core.Breaker;

/// <summary>What moves a circuit from one state to another.</summary>
public enum CircuitAction
{
    /// <summary>Choke the triggers.</summary>
    Contain,

    /// <summary>Disable the triggers.</summary>
    Trip,

    /// <summary>Let a trickle through.</summary>
    Probe,

    /// <summary>Hold all else that can invoke the function too: it goes on although the circuit is open; the state stays.</summary>
    Escalate,

    /// <summary>Give back what was held: arrivals were not the function's own, or the probe was healthy.</summary>
    Release,

    /// <summary>Give back what was held, because an operator says so.</summary>
    Reset,

    /// <summary>Put back what somebody else changed under the breaker's hands; the state stays.</summary>
    Hold,
}

/// <summary>The words of actions and states in JSON and in sentences.</summary>
public static class CircuitWords
{
    /// <summary>closed, contained, open or half-open.</summary>
    public static string Word(this CircuitState state) => state == CircuitState.HalfOpen ? "half-open" : state.ToString().ToLowerInvariant();

    /// <summary>contain, trip, probe, escalate, release, reset or hold.</summary>
    public static string Word(this CircuitAction action) => action.ToString().ToLowerInvariant();

    /// <summary>status, history, trip, reset, contain, probe, escalate or reconcile.</summary>
    public static string Word(this OperatorAction action) => action.ToString().ToLowerInvariant();
}
