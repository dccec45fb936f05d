namespace Watchdog.Cli.Expectations;

/// <summary>An incident that fired. Times count from the start of the simulation.</summary>
/// <param name="Resource">The bare name.</param>
/// <param name="Cause">The name of a resource or a limit; empty when unknown.</param>
internal sealed record ObservedIncident(
    string Symptom, string Resource, TimeSpan FiredAt, TimeSpan? ResolvedAt, string Severity, string Cause)
{
    /// <summary>The incident that explains this one, and with which it was told, in words; null when it was told on its own.</summary>
    public string? EffectOf { get; init; }
}

/// <summary>What the breaker did to a function.</summary>
internal sealed record ObservedAction(TimeSpan At, string Action, string Function, string By, string Reason);

/// <summary>All that expectations are compared with.</summary>
internal sealed record Observed(IReadOnlyList<ObservedIncident> Incidents, IReadOnlyList<ObservedAction> Actions);
