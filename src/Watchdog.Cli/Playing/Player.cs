using System.Text.Json;
using Watchdog.Cli.Expectations;
using Watchdog.Cli.Reports;
using Watchdog.Cli.Staging;
using Watchdog.Simulator;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Cli.Playing;

/// <summary>A scenario that was played to its end.</summary>
internal sealed record Playthrough(
    Scenario Scenario,
    Report Report,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<ObservedAction> Actions,
    IReadOnlyList<PlayedMinute> Minutes);

/// <summary>Plays a scenario from its start to its end and compares what was observed with what it expects.</summary>
internal static class Player
{
    /// <param name="onMinute">Told of each minute as soon as it is over.</param>
    public static async Task<Playthrough> PlayAsync(
        IStagedAccount account, Scenario scenario, Action<PlayedMinute> onMinute, CancellationToken cancellationToken)
    {
        var onlooker = new Onlooker(account);
        var minutes = new List<PlayedMinute>();
        for (var minute = 0; minute < scenario.Duration.TotalMinutes; minute++)
        {
            minutes.Add(await onlooker.PlayMinuteAsync(cancellationToken));
            onMinute(minutes[^1]);
        }
        // Before the questions below, which are calls as well.
        var usage = account.Usage.ToList();
        var incidents = Incidents.Observe(await account.ReadIncidentsAsync(cancellationToken), account.Start);
        var actions = BreakerAnswers.History(await account.InvokeBreakerAsync(BreakerAnswers.HistoryRequest, cancellationToken), account.Start);
        var circuits = BreakerAnswers.Circuits(await account.InvokeBreakerAsync(BreakerAnswers.StatusRequest, cancellationToken), actions);
        var verdicts = ExpectationCheck.Check(scenario.Expectations, new Observed(incidents, actions));
        var report = new Report(
            scenario.Name,
            minutes.Count,
            [.. incidents.Select(Reported)],
            [.. actions.Select(a => new ReportedAction(ReportMinutes.Of(a.At), a.Action, a.Function, a.By, a.Reason))],
            [.. account.Messages.Select(m => Reported(m, account.Start))],
            circuits,
            Reported(usage, TimeSpan.FromMinutes(minutes.Count)),
            [.. verdicts.Select(v => new ReportedExpectation(
                ExpectationText.Of(v.Expectation), v.Met, v.Delay is { } delay ? ReportMinutes.Of(delay) : null))],
            account.CountLoopInvocations());
        return new Playthrough(scenario, report, verdicts, actions, minutes);
    }

    private static ReportedIncident Reported(ObservedIncident i) => new(
        i.Symptom, i.Resource, ReportMinutes.Of(i.FiredAt), i.ResolvedAt is { } at ? ReportMinutes.Of(at) : null, i.Severity,
        i.Cause.Length == 0 ? null : i.Cause)
    {
        EffectOf = i.EffectOf,
    };

    private static ReportedNotification Reported(PublishedMessage message, DateTimeOffset start) =>
        new(ReportMinutes.Of(message.At - start), message.Subject ?? "", CountIncidents(message.Json));

    private static ReportedUsage Reported(List<KeyValuePair<string, ApiUsage>> usage, TimeSpan simulated) => new(
        ReportMinutes.Trimmed(MonthlyCost.Of(usage, simulated)),
        new SortedDictionary<string, ReportedCalls>(
            usage.ToDictionary(u => u.Key, u => new ReportedCalls(u.Value.Calls, u.Value.Metrics)), StringComparer.Ordinal));

    /// <summary>The incidents that a message tells of; 0 for one that is not about incidents, such as the breaker's own.</summary>
    private static int CountIncidents(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("incidents", out var incidents) && incidents.ValueKind == JsonValueKind.Array
                ? incidents.GetArrayLength()
                : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
