using Watchdog.Cli.Playing;
using Watchdog.Cli.Reports;
using Watchdog.Cli.Tests.Support;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Simulator;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Tests.Playing;

public sealed class PlayerTests
{
    private static readonly ResourceId Worker = ResourceId.Function("process-work");
    private readonly FakeAccount _account = new();

    [Fact]
    public async Task A_scenario_is_played_for_its_duration_and_each_minute_is_told()
    {
        var told = new List<int>();
        await Player.PlayAsync(_account, A.Scenario(3), m => told.Add(m.Minute), TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], told);
        Assert.Equal(3, _account.Minute);
    }

    [Fact]
    public async Task An_incident_is_told_when_it_fires_and_when_it_is_resolved_and_once_each()
    {
        _account.Script[1] = a => a.Put(A.Incident(Symptom.Throttled, Worker, firedAt: null));
        _account.Script[2] = a => a.Put(A.Incident(Symptom.Throttled, Worker, firedAt: 2));
        _account.Script[4] = a => a.Put(A.Incident(Symptom.Throttled, Worker, firedAt: 2, resolvedAt: 4));
        var played = await PlayAsync(A.Scenario(6));
        Assert.Equal(
            [(2, nameof(Happening.Fired)), (4, nameof(Happening.Resolved))],
            played.Minutes.SelectMany(m => m.Happenings.Select(h => (m.Minute, h.GetType().Name))));
    }

    [Fact]
    public async Task An_incident_that_fires_again_is_told_again()
    {
        _account.Script[2] = a => a.Put(A.Incident(Symptom.Throttled, Worker, firedAt: 2, resolvedAt: 3));
        _account.Script[5] = a => a.Put(A.Incident(Symptom.Throttled, Worker, firedAt: 5));
        var played = await PlayAsync(A.Scenario(6));
        Assert.Equal([2, 5], played.Minutes.Where(m => m.Happenings.Any(h => h is Happening.Fired)).Select(m => m.Minute));
    }

    [Fact]
    public async Task What_ended_an_incident_is_an_incident_of_its_own_that_is_told_once()
    {
        _account.Script[2] = a => a.Put(A.Incident(Symptom.ErrorStall, ResourceId.Queue("q"), firedAt: 2));
        _account.Script[5] = a => a.Put(A.Incident(Symptom.ErrorStall, ResourceId.Queue("q"), firedAt: 2, resolvedAt: 5, endedBy: Symptom.Recovered));
        var played = await PlayAsync(A.Scenario(7, A.Expect("Recovered", "q", 4, within: 2)));
        Assert.True(played.Report.AllMet);
        Assert.Equal(
            [new ReportedIncident("ErrorStall", "q", 2, 5, "warning", null), new ReportedIncident("Recovered", "q", 5, 5, "info", null)],
            played.Report.Incidents);
        Assert.Equal([1, 2], played.Minutes.Where(m => m.Happenings.Count > 0).Select(m => m.Happenings.Count));
    }

    [Fact]
    public async Task Messages_and_changes_of_mappings_are_told()
    {
        _account.SetMapping("Enabled");
        _account.Script[2] = a => a.SetMapping("Disabling");
        _account.Script[3] = a => a.SetMapping("Disabled");
        _account.Script[4] = a => a.Publish("subject");
        var played = await PlayAsync(A.Scenario(5));
        Assert.Equal([0, 1, 1, 1, 0], played.Minutes.Select(m => m.Happenings.Count));
        Assert.Equal("Enabled", Assert.IsType<Happening.MappingChanged>(played.Minutes[1].Happenings[0]).Before.State);
        Assert.Equal("subject", Assert.IsType<Happening.Published>(played.Minutes[3].Happenings[0]).Message.Subject);
    }

    [Fact]
    public async Task The_report_has_what_fired_and_not_what_is_pending()
    {
        _account.Script[1] = a => a.Put(A.Incident(Symptom.Backpressure, ResourceId.Queue("work"), firedAt: null));
        _account.Script[4] = a => a.Put(A.Incident(Symptom.Throttled, Worker, firedAt: 4, cause: "account-concurrency", severity: Severity.Critical));
        _account.Script[5] = a => a.Put(A.Incident(Symptom.ErrorStall, ResourceId.Queue("other"), firedAt: 3, resolvedAt: 5));
        var report = (await PlayAsync(A.Scenario(6))).Report;
        Assert.Equal(
            [
                new ReportedIncident("ErrorStall", "other", 3, 5, "warning", null),
                new ReportedIncident("Throttled", "process-work", 4, null, "critical", "account-concurrency"),
            ],
            report.Incidents);
    }

    [Fact]
    public async Task The_report_has_messages_acts_circuits_and_the_loop()
    {
        _account.Script[2] = a => a.Publish("one");
        _account.Script[3] = a => a.Publish("two", json: """{"action":"trip"}""");
        _account.Script[4] = a => a.Publish("three", json: "plain text");
        _account.History = """{"history":[{"at":"2026-01-05T09:03:12Z","action":"trip","function":"f","by":"RecursionWatcher","reason":"loop"}]}""";
        _account.Status = """{"circuits":[{"function":"f","state":"open"}]}""";
        _account.LoopInvocations = 18234;
        var report = (await PlayAsync(A.Scenario(4))).Report;
        Assert.Equal([new ReportedNotification(2, "one", 2), new ReportedNotification(3, "two", 0), new ReportedNotification(4, "three", 0)], report.Notifications);
        Assert.Equal([new ReportedAction(3.2m, "trip", "f", "RecursionWatcher", "loop")], report.Actions);
        Assert.Equal([new ReportedCircuit("f", "open")], report.Circuits);
        Assert.Equal(18234, report.InvocationsDuringLoop);
    }

    [Fact]
    public async Task The_questions_at_the_end_are_not_among_the_calls_that_are_counted()
    {
        _account.Calls["monitoring:GetMetricData"] = new ApiUsage(40, 40);
        var usage = (await PlayAsync(A.Scenario(40))).Report.Usage;
        Assert.Equal(0.43m, usage.UsdPerMonth);
        Assert.Equal(new ReportedCalls(40, 40), Assert.Single(usage.Calls).Value);
        Assert.Equal(2, _account.Requests.Count);
    }

    [Fact]
    public async Task Expectations_are_judged()
    {
        _account.Script[4] = a => a.Put(A.Incident(Symptom.Throttled, Worker, firedAt: 4));
        var report = (await PlayAsync(A.Scenario(6, A.Expect("Throttled", "process-work", 2, within: 4), new Expectation.Never("Throttled")))).Report;
        Assert.Equal(
            [new ReportedExpectation("Throttled process-work from 2m within 4m", true, 2), new ReportedExpectation("never Throttled", false, null)],
            report.Expectations);
        Assert.False(report.AllMet);
    }

    [Fact]
    public async Task Two_runs_give_the_same_bytes()
    {
        async Task<string> RunAsync()
        {
            var account = new FakeAccount();
            foreach (var name in new[] { "b", "a", "c" })
                account.Script[2] = account.Script.GetValueOrDefault(2, _ => { }) + (a => a.Put(A.Incident(Symptom.Throttled, ResourceId.Function(name), firedAt: 2)));
            account.Calls["sqs:ListQueues"] = new ApiUsage(3, 0);
            account.Calls["monitoring:GetMetricData"] = new ApiUsage(3, 9);
            return ReportJson.Write((await Player.PlayAsync(account, A.Scenario(3), _ => { }, TestContext.Current.CancellationToken)).Report);
        }

        Assert.Equal(await RunAsync(), await RunAsync());
    }

    private Task<Playthrough> PlayAsync(Scenario scenario) => Player.PlayAsync(_account, scenario, _ => { }, TestContext.Current.CancellationToken);
}
