using System.Text;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

/// <summary>What the evidence beside the spike of invocations changes. The tick is at minute 60, or as many days later.</summary>
public class LoopDecisionTests
{
    private const int Now = 60;

    private readonly FakeAccount _account = new();
    private readonly FakeBreaker _breaker = new();
    private readonly RecursionWatch _watch;

    public LoopDecisionTests()
    {
        _watch = Watches.Recursion(_account, _breaker, BreakerMode.Confirm);
        _account.Publish(LambdaMetrics.Invocations(), Minutes((600, Now)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static double[] Minutes(params (double Value, int Minutes)[] runs) => [.. runs.SelectMany(run => Enumerable.Repeat(run.Value, run.Minutes))];

    private OperatorCommand[] Asked => [.. _breaker.Requests.Select(r => OperatorCommandParser.Parse(Encoding.UTF8.GetBytes(r)).Command!).Where(c => c.Action is not OperatorAction.Reconcile)];

    /// <summary>A function that reads one queue and may write to another, or its own.</summary>
    private void Add(string name, string reads, string writes, params double[] invocations)
    {
        var function = Given.Function(name) with { Environment = new Dictionary<string, string> { ["QUEUE"] = writes } };
        _account.Functions.Add(function);
        foreach (var queue in new[] { reads, writes }.Where(q => _account.Queues.TrueForAll(known => known.Name != q)))
            _account.Queues.Add(Given.Queue(queue));
        _account.Mappings.Add(Given.Mapping(reads, name));
        _account.Writable[function.RoleArn] = [Given.Queue(writes).Arn];
        _account.Publish(LambdaMetrics.Invocations(name), invocations);
    }

    private void AddRunaway() => Add("work", "jobs", "jobs", Minutes((20, Now - 5), (500, 5)));

    private async Task<Judgement> JudgeAsync(DateTimeOffset? now = null, params Incident[] open) =>
        Assert.Single(await _watch.JudgeAsync(open, now ?? Given.AtMinute(Now), Token));

    [Fact]
    public async Task Of_two_functions_on_one_loop_the_first_by_name_is_contained_and_the_other_told_as_its_effect()
    {
        Add("seats", "a", "b", Minutes((20, Now - 5), (500, 5)));
        Add("notes", "b", "a", Minutes((20, Now - 5), (500, 5)));
        var judgements = (await _watch.JudgeAsync([], Given.AtMinute(Now), Token)).Cast<Judgement.Trouble>().ToArray();
        Assert.Equal("notes", Assert.Single(Asked).Function);
        Assert.Equal(["notes", "seats"], judgements.Select(j => j.Resource.Name));
        var along = judgements[1].Finding;
        Assert.Equal((ResourceId.Function("notes"), Severity.Warning, null), (along.Cause.Resource, along.Severity, along.Stage));
        Assert.Contains("One circuit breaks the loop: that of notes.", along.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_one_circuit_of_a_loop_is_held_no_other_function_of_it_is_contained()
    {
        Add("seats", "a", "b", Minutes((20, Now - 5), (500, 5)));
        Add("notes", "b", "a", Minutes((20, Now)));
        _breaker.Circuits.Add(Circuit.Untouched("notes") with { State = CircuitState.Contained, Since = Given.AtMinute(Now - 1), Version = 2 });
        await _watch.JudgeAsync([], Given.AtMinute(Now), Token);
        Assert.Empty(Asked);
    }

    [Fact]
    public async Task At_its_limit_a_function_is_contained_because_of_what_arrives()
    {
        Add("work", "jobs", "jobs", Minutes((3_000, Now)));
        _account.Publish(LambdaMetrics.ConcurrentExecutions("work"), Minutes((1_000, Now)));
        _account.Publish(QueueMetrics.Sent("jobs"), Minutes((3_000, Now - 3), (6_000, 3)));
        var finding = Assert.IsType<Judgement.Trouble>(await JudgeAsync()).Finding;
        Assert.Equal(OperatorAction.Contain, Assert.Single(Asked).Action);
        Assert.Contains("6,000 messages/min to queue jobs, for 3 min", finding.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(null, 0)]
    public async Task The_limit_can_be_the_functions_own_reservation_which_is_read_only_then(int? reserved, int asked)
    {
        Add("work", "jobs", "jobs", Minutes((3_000, Now)));
        _account.Publish(LambdaMetrics.ConcurrentExecutions("work"), Minutes((100, Now)));
        _account.Publish(QueueMetrics.Sent("jobs"), Minutes((3_000, Now - 3), (6_000, 3)));
        _account.Details["work"] = new FunctionDetails(reserved, new Dictionary<string, string>(), RecursionAllowed: false);
        await JudgeAsync();
        Assert.Equal(asked, Asked.Length);
        Assert.Equal(["work"], _account.DetailsRead);
    }

    /// <summary>A runaway at nine o'clock, and what ran on the day before at four.</summary>
    private async Task<Judgement> JudgeAfterNightAsync(double nightly)
    {
        var start = Given.Start.AddDays(-1);
        Add("work", "jobs", "jobs");
        _account.Publish(LambdaMetrics.Invocations(), start, Minutes((600, 25 * 60)));
        _account.Publish(LambdaMetrics.Invocations("work"), start, Minutes((20, 420), (nightly, 30), (20, (24 * 60) + 55 - 450), (500, 5)));
        return await JudgeAsync();
    }

    [Fact]
    public async Task What_runs_as_much_every_night_is_no_spike()
    {
        Assert.Contains("in the last 14 days", Assert.IsType<Judgement.Healthy>(await JudgeAfterNightAsync(300)).Because!.Replace("of the last", "in the last", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(Asked);
    }

    [Fact]
    public async Task What_was_less_in_14_days_is_told_with_it()
    {
        var finding = Assert.IsType<Judgement.Trouble>(await JudgeAfterNightAsync(200)).Finding;
        Assert.Contains("in 14 days at most 200/min", finding.Summary, StringComparison.Ordinal);
        Assert.Equal(200, Assert.Single(finding.Evidence, e => e.Name == "busiest minute of 14 days").Value);
    }

    [Fact]
    public async Task A_proven_loop_of_the_day_before_is_nothing_usual()
    {
        var trip = Given.Start.AddDays(-1).AddMinutes(425);
        _breaker.History.Add(new CircuitTransition("work", trip, "trip", CircuitState.Closed, CircuitState.Open, "RecursionWatcher", "A spike.", [], 1));
        _breaker.History.Add(new CircuitTransition("work", trip.AddMinutes(30), "reset", CircuitState.Open, CircuitState.Closed, "operator", "Mended.", [], 2));
        Assert.IsType<Judgement.Trouble>(await JudgeAfterNightAsync(9_000));
        Assert.Single(Asked);
    }

    [Fact]
    public async Task The_14_days_are_read_once_an_hour_and_only_of_what_spikes()
    {
        AddRunaway();
        Add("quiet", "other", "other", Minutes((20, Now)));
        await _watch.JudgeAsync([], Given.AtMinute(Now), Token);
        var before = _account.Asked.Count(q => q == LambdaMetrics.Invocations("work"));
        Assert.Equal((2, 1), (before, _account.Asked.Count(q => q == LambdaMetrics.Invocations("quiet"))));
        await _watch.JudgeAsync([], Given.AtMinute(Now + 1), Token);
        Assert.Equal(before + 1, _account.Asked.Count(q => q == LambdaMetrics.Invocations("work")));
    }

    [Fact]
    public async Task A_loop_that_was_proven_in_the_last_day_opens_at_once()
    {
        AddRunaway();
        _breaker.Circuits.Add(Circuit.Untouched("work") with { ProvenAt = Given.AtMinute(Now).AddHours(-20), Since = Given.AtMinute(Now).AddHours(-19), Version = 4 });
        var finding = Assert.IsType<Judgement.Trouble>(await JudgeAsync()).Finding;
        Assert.Equal((OperatorAction.Trip, false), (Assert.Single(Asked).Action, Asked[0].Proven));
        Assert.Contains("Its loop was proven at 2026-01-04 14:00 UTC.", finding.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_as_outside_traffic_ends_the_incident_at_once_and_says_which_level_is_remembered()
    {
        AddRunaway();
        var at = Given.AtMinute(Now - 1);
        _breaker.Circuits.Add(Circuit.Untouched("work") with
        {
            Since = at, Reason = "Arrivals went on.", Outside = new OutsideLevel(480, at), Version = 6,
        });
        _breaker.History.Add(new CircuitTransition(
            "work", at, "release", CircuitState.Contained, CircuitState.Closed, "CircuitBreaker", "Arrivals went on.", ["While nothing was let through, 470 messages/min arrived."], 6));
        var open = Given.Firing(Symptom.RecursiveLoop, ResourceId.Function("work"), "RecursionWatcher", firedAt: Now - 4);
        var ended = Assert.IsType<Judgement.Ended>(await JudgeAsync(open: open)).Finding;
        Assert.Equal("While nothing was let through, 470 messages/min arrived.", ended.Cause.Text);
        Assert.Contains("Arrivals went on. Watchdog remembers that 480 arrivals/min come from outside, and does not try the function again at up to 1.5 times that for 14 days.", ended.Summary, StringComparison.Ordinal);
        Assert.Contains("\"action\":\"history\"", Assert.Single(ended.Remedies), StringComparison.Ordinal);
        Assert.Empty(Asked);

        var healthy = Assert.IsType<Judgement.Healthy>(await JudgeAsync());
        Assert.Contains("480 arrivals/min come from outside", healthy.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_goes_on_growing_while_its_function_is_throttled_is_outside_traffic_and_not_tried()
    {
        Add("work", "jobs", "jobs", Minutes((60, 30), (6, 10), (60, 15), (700, 5)));
        _account.Publish(LambdaMetrics.Throttles("work"), Minutes((0, 30), (500, 10), (0, 20)));
        _account.Publish(LambdaMetrics.Errors("work"), Minutes((0, 60)));
        _account.Publish(QueueMetrics.Sent("jobs"), Minutes((600, 60)));
        var finding = Assert.IsType<Judgement.Trouble>(await JudgeAsync()).Finding;
        Assert.Contains("no less arrived, as traffic from outside does", finding.Summary, StringComparison.Ordinal);
        Assert.Empty(Asked);
    }
}
