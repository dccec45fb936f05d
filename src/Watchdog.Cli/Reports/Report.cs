using System.Text.Json.Serialization;

namespace Watchdog.Cli.Reports;

/// <summary>What `simulate --json` writes. The order of the members is the order in the file; times are minutes from the start.</summary>
internal sealed record Report(
    string Scenario,
    decimal Minutes,
    IReadOnlyList<ReportedIncident> Incidents,
    IReadOnlyList<ReportedAction> Actions,
    IReadOnlyList<ReportedNotification> Notifications,
    IReadOnlyList<ReportedCircuit> Circuits,
    ReportedUsage Usage,
    IReadOnlyList<ReportedExpectation> Expectations,
    long InvocationsDuringLoop)
{
    [JsonIgnore]
    public bool AllMet => Expectations.All(e => e.Met);
}

/// <param name="Resource">The bare name, without its kind.</param>
/// <param name="ResolvedAt">Null while it lasts.</param>
/// <param name="Severity">info, warning or critical.</param>
/// <param name="Cause">The name of a resource or of a limit; null when unknown.</param>
internal sealed record ReportedIncident(string Symptom, string Resource, decimal FiredAt, decimal? ResolvedAt, string Severity, string? Cause)
{
    /// <summary>For the summary on the screen; the file's format has no such member.</summary>
    [JsonIgnore]
    public string? EffectOf { get; init; }
}

/// <param name="Action">contain, trip, probe, release or reset.</param>
internal sealed record ReportedAction(decimal At, string Action, string Function, string By, string Reason);

/// <param name="Incidents">How many incidents the message tells of: the primary one and its effects.</param>
internal sealed record ReportedNotification(decimal At, string Subject, int Incidents);

/// <param name="State">closed, contained, open or half-open.</param>
internal sealed record ReportedCircuit(string Function, string State);

/// <param name="UsdPerMonth">The list price of these calls, extrapolated to a month of 30 days.</param>
internal sealed record ReportedUsage(decimal UsdPerMonth, SortedDictionary<string, ReportedCalls> Calls);

/// <param name="Metrics">For GetMetricData: the metrics asked for, by which it is billed.</param>
internal sealed record ReportedCalls(long Calls, long Metrics);

/// <param name="Expect">The expectation in words.</param>
/// <param name="Delay">From the expected start to what met it; null when nothing did, or when the expectation is not of that kind.</param>
internal sealed record ReportedExpectation(string Expect, bool Met, decimal? Delay);
