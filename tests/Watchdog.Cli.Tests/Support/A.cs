using Watchdog.Cli.Expectations;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Tests.Support;

/// <summary>Things that tests need, with what does not matter filled in.</summary>
internal static class A
{
    public static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    public static Scenario Scenario(double minutes, params Expectation[] expectations) => new()
    {
        Name = "made-up",
        Description = "made up for a test",
        Seed = 1,
        Duration = Minutes(minutes),
        Start = FakeAccount.Begin,
        Account = new AccountSettings(1000, 300),
        Watchdog = new WatchdogParameters(null, null),
        CloudWatch = new CloudWatchDelay(Minutes(1), Minutes(1)),
        Queues = [],
        Functions = [],
        Mappings = [],
        Traffic = [],
        Changes = [],
        Operator = [],
        Expectations = expectations,
    };

    public static Incident Incident(
        Symptom symptom, ResourceId resource, double? firedAt, double? resolvedAt = null, string cause = "", Severity severity = Severity.Warning, Symptom? endedBy = null)
    {
        var finding = new Finding(symptom, resource, FakeAccount.Begin, severity, "summary", [], new Cause(cause, null, "text"), [], null);
        return new Incident(
            "QueueWatcher", firedAt is null ? IncidentState.Pending : resolvedAt is null ? IncidentState.Firing : IncidentState.Resolved,
            FakeAccount.Begin, 1, 1, FakeAccount.Begin, finding, endedBy is { } end ? finding with { Symptom = end, Severity = Severity.Info } : null, null, At(firedAt), At(firedAt), At(resolvedAt), null, 1);
    }

    public static ObservedIncident Observed(string symptom, string resource, double firedAt, string cause = "", double? resolvedAt = null) =>
        new(symptom, resource, Minutes(firedAt), resolvedAt is { } at ? Minutes(at) : null, "warning", cause);

    public static ObservedAction Act(string action, string function, double at, string by = "RecursionWatcher") =>
        new(Minutes(at), action, function, by, "because");

    public static Expectation.Incident Expect(
        string symptom, string resource, double from, double? within = null, double? to = null, string? cause = null) =>
        new(symptom, resource, Minutes(from), to is { } t ? Minutes(t) : null, within is { } w ? Minutes(w) : null, cause);

    private static DateTimeOffset? At(double? minute) => minute is { } m ? FakeAccount.Begin.AddMinutes(m) : null;
}
