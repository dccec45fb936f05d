using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Expectations;

/// <summary>Compares what a scenario expects with what was observed. Pure; one verdict per expectation, in their order.</summary>
internal static class ExpectationCheck
{
    /// <summary>The end of a trouble: good news, so never a false alarm.</summary>
    private const string Recovered = "Recovered";

    public static IReadOnlyList<Verdict> Check(IReadOnlyList<Expectation> expectations, Observed observed) =>
        [.. expectations.Select(e => e switch
        {
            Expectation.Incident incident => Judge(incident, observed.Incidents),
            Expectation.Action action => Judge(action, observed.Actions),
            Expectation.Never never => Judge(never, observed),
            _ => JudgeOnlyExpected(e, expectations, observed.Incidents),
        })];

    private static Verdict Judge(Expectation.Incident expected, IReadOnlyList<ObservedIncident> incidents)
    {
        var same = incidents.Where(i => Matches(expected, i)).OrderBy(i => i.FiredAt).ToList();
        var inTime = same.Where(i => i.FiredAt >= expected.From && i.FiredAt <= Latest(expected)).ToList();
        if (inTime.Find(i => CauseFits(expected, i)) is { } met)
            return new Verdict(expected, true, met.FiredAt - expected.From, $"fired at {At(met.FiredAt)}");
        return new Verdict(expected, false, null, (inTime, same) switch
        {
            ([var wrong, ..], _) => $"fired at {At(wrong.FiredAt)}, but with the cause {(wrong.Cause.Length == 0 ? "unknown" : wrong.Cause)}",
            (_, [var other, ..]) => $"fired at {At(other.FiredAt)}, which is {(other.FiredAt < expected.From ? "too early" : "too late")}",
            _ => "never fired",
        });
    }

    private static Verdict Judge(Expectation.Action expected, IReadOnlyList<ObservedAction> actions)
    {
        var same = actions.Where(a => a.Action == expected.Name && a.Function == BareName(expected.Function)).OrderBy(a => a.At).ToList();
        var latest = expected.Within is { } within ? expected.From + within : TimeSpan.MaxValue;
        if (same.Find(a => a.At >= expected.From && a.At <= latest) is { } met)
            return new Verdict(expected, true, met.At - expected.From, $"at {At(met.At)} by {met.By}");
        return new Verdict(expected, false, null, same is [var other, ..]
            ? $"happened at {At(other.At)}, which is {(other.At < expected.From ? "too early" : "too late")}"
            : "never happened");
    }

    private static Verdict Judge(Expectation.Never never, Observed observed)
    {
        if (observed.Incidents.OrderBy(i => i.FiredAt).FirstOrDefault(i => i.Symptom == never.What) is { } incident)
            return new Verdict(never, false, null, $"fired for {incident.Resource} at {At(incident.FiredAt)}");
        if (observed.Actions.OrderBy(a => a.At).FirstOrDefault(a => a.Action == never.What) is { } action)
            return new Verdict(never, false, null, $"happened to {action.Function} at {At(action.At)}");
        return new Verdict(never, true, null, "never happened");
    }

    private static Verdict JudgeOnlyExpected(
        Expectation onlyExpected, IReadOnlyList<Expectation> expectations, IReadOnlyList<ObservedIncident> incidents)
    {
        var named = expectations.OfType<Expectation.Incident>().ToList();
        var alarms = incidents.Where(i => i.Symptom != Recovered && !named.Exists(e => Explains(e, i))).OrderBy(i => i.FiredAt).ToList();
        return alarms.Count == 0
            ? new Verdict(onlyExpected, true, null, "no false alarm")
            : new Verdict(onlyExpected, false, null, "false alarms: " + string.Join(", ", alarms.Select(a => $"{a.Symptom} {a.Resource} at {At(a.FiredAt)}")));
    }

    /// <summary>
    /// Whether an incident is no false alarm because of an expectation: of its symptom and resource, and while the trouble lasts. A late
    /// incident, or one with another cause, leaves its expectation unmet, but it is about trouble that is really there.
    /// </summary>
    private static bool Explains(Expectation.Incident expected, ObservedIncident incident) =>
        Matches(expected, incident) && incident.FiredAt >= expected.From && incident.FiredAt <= LastExplained(expected);

    /// <summary>Trouble that ends at <c>to</c> may still be found as long after it as trouble may take to be found at all.</summary>
    private static TimeSpan LastExplained(Expectation.Incident expected) =>
        expected.To is { } to ? to + (expected.Within ?? TimeSpan.Zero) : TimeSpan.MaxValue;

    private static TimeSpan Latest(Expectation.Incident expected) =>
        expected.Within is { } within ? expected.From + within : LastExplained(expected);

    private static bool Matches(Expectation.Incident expected, ObservedIncident incident) =>
        incident.Symptom == expected.Symptom && BareName(incident.Resource) == BareName(expected.Resource);

    private static bool CauseFits(Expectation.Incident expected, ObservedIncident incident) =>
        expected.Cause is null || BareName(expected.Cause) == BareName(incident.Cause);

    /// <summary><c>queue/work</c> and <c>work</c> name the same resource.</summary>
    private static string BareName(string resource) => resource[(resource.LastIndexOf('/') + 1)..];

    private static string At(TimeSpan time) => $"minute {Reports.ReportMinutes.Of(time)}";
}
