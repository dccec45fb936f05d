namespace Watchdog.Simulator.Scenarios;

/// <summary>The cloud misbehaves towards the stack's own functions, and towards nobody else.</summary>
/// <param name="At">From the start of the simulation.</param>
public abstract record ScenarioFault(TimeSpan At)
{
    /// <summary>Calls are refused.</summary>
    /// <param name="Service">The signing name, e.g. monitoring.</param>
    /// <param name="Error">One of <see cref="Faults.FaultErrors"/> of the service.</param>
    /// <param name="Share">Of the attempts, above 0 and at most 1: what a client tries again is drawn again.</param>
    public sealed record Refusal(TimeSpan At, TimeSpan For, string Service, string Operation, string Error, double Share) : ScenarioFault(At);

    /// <summary>GetMetricData answers with PartialData.</summary>
    /// <param name="Share">Of the points that are missing, above 0 and at most 1.</param>
    public sealed record MissingPoints(TimeSpan At, TimeSpan For, double Share) : ScenarioFault(At);

    /// <summary>A function's process ends at its first call of an operation at or after <see cref="ScenarioFault.At"/>.</summary>
    /// <param name="Function">Its logical id in the template, e.g. CircuitBreaker.</param>
    /// <param name="Moment">Whether the call has its effect before.</param>
    /// <param name="Place">Where the file names the function, e.g. <c>loop.yaml:20: faults[0].kill</c>; only the template tells whether there is one.</param>
    public sealed record Kill(TimeSpan At, string Function, string Operation, KillMoment Moment, string Place) : ScenarioFault(At);
}

public enum KillMoment
{
    /// <summary>The call has no effect.</summary>
    Before,

    /// <summary>The call has taken effect, and its answer does not arrive.</summary>
    After,
}
