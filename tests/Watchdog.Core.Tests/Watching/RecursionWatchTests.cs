using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

/// <summary>The tick is at minute 60: what was published from minute 0 on is the whole window.</summary>
public class RecursionWatchTests
{
    private const int Now = 60;

    private readonly FakeAccount _account = new();
    private readonly FakeBreaker _breaker = new();

    public RecursionWatchTests() => _account.Publish(LambdaMetrics.Invocations(), Minutes((600, Now)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RecursionWatch Watch(BreakerMode mode = BreakerMode.Confirm) => Watches.Recursion(_account, _breaker, mode);

    private static double[] Minutes(params (double Value, int Minutes)[] runs) => [.. runs.SelectMany(run => Enumerable.Repeat(run.Value, run.Minutes))];

    private Function AddFunction(string name, double[] invocations, bool loops = true, bool isNamed = true)
    {
        var function = Given.Function(name) with
        {
            Environment = loops && isNamed ? new Dictionary<string, string> { ["QUEUE"] = $"{name}-queue" } : ImmutableDictionary<string, string>.Empty,
        };
        _account.Functions.Add(function);
        _account.Queues.Add(Given.Queue($"{name}-queue"));
        _account.Mappings.Add(Given.Mapping($"{name}-queue", name));
        if (loops)
            _account.Writable[function.RoleArn] = [Given.Queue($"{name}-queue").Arn];
        _account.Publish(LambdaMetrics.Invocations(name), invocations);
        return function;
    }

    /// <summary>20 invocations/min for most of an hour, 500 in the last five minutes.</summary>
    private Function AddRunaway(string name) => AddFunction(name, Minutes((20, Now - 5), (500, 5)));

    private static Circuit Held(string function, CircuitState state = CircuitState.Open, bool applied = true) => new(
        function, state, Given.AtMinute(Now - 1), [new RecordedMapping("mapping-1", Given.Queue($"{function}-queue").Arn, function, Enabled: true, null, false, null)],
        "RecursionWatcher", "A spike.", applied, 3);

    private void AddTrips(int count, int minute) => _breaker.History.AddRange(Enumerable.Range(0, count).Select(i => new CircuitTransition(
        $"other-{i}", Given.AtMinute(minute), "trip", CircuitState.Closed, CircuitState.Open, "RecursionWatcher", "A spike.", [], 1)));

    private static Finding FindingIn(IEnumerable<Judgement> judgements) => Assert.IsType<Judgement.Trouble>(Assert.Single(judgements)).Finding;

    [Fact]
    public async Task An_account_without_loops_costs_no_request_to_CloudWatch()
    {
        AddFunction("orders", Minutes((20, 55), (500, 5)), loops: false);
        Assert.Empty(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Empty(_account.Asked);
        Assert.Empty(_account.DepthsAsked);
        Assert.Empty(_account.DetailsRead);
        Assert.Equal(0, _breaker.HistoryReads);
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task CloudWatch_is_asked_only_about_functions_on_loops()
    {
        AddFunction("orders", Minutes((20, Now)), loops: false);
        AddFunction("process-work", Minutes((20, Now)));
        await Watch().JudgeAsync([], Given.AtMinute(Now), Token);
        Assert.NotEmpty(_account.Asked);
        Assert.All(_account.Asked, query => Assert.True(
            query.Dimensions.Items.IsEmpty || query.Dimensions.Find("FunctionName") == "process-work" || query == QueueMetrics.Sent("process-work-queue"), $"{query}"));
    }

    [Fact]
    public async Task A_function_on_a_loop_at_its_usual_rate_is_healthy_and_nothing_more_is_read_of_it()
    {
        AddFunction("process-work", Minutes((500, Now)));
        Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token)));
        Assert.Empty(_account.DetailsRead);
        Assert.Equal(0, _breaker.HistoryReads);
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task In_mode_trip_the_breaker_is_asked_to_open_the_circuit_of_a_runaway_and_told_why()
    {
        AddRunaway("process-work");
        await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token);

        using var request = JsonDocument.Parse(Assert.Single(_breaker.Requests));
        var root = request.RootElement;
        Assert.Equal("trip", root.GetProperty("action").GetString());
        Assert.Equal("process-work", root.GetProperty("function").GetString());
        Assert.Equal("RecursionWatcher", root.GetProperty("by").GetString());
        Assert.Equal("A spike of a function that lies on a loop.", root.GetProperty("reason").GetString());
        Assert.Equal(Given.AtMinute(Now), root.GetProperty("time").GetDateTimeOffset());
        var evidence = root.GetProperty("evidence").EnumerateArray().Select(e => e.GetString()!).ToArray();
        Assert.Contains(evidence, e => e.Contains("500 invocations/min", StringComparison.Ordinal) && e.Contains("at most 20/min", StringComparison.Ordinal));
        Assert.Contains(evidence, e => e.Contains("process-work -> queue process-work-queue -> process-work", StringComparison.Ordinal));
        Assert.NotNull(OperatorCommandParser.Parse(root).Command);
    }

    [Fact]
    public async Task A_breaker_that_cannot_be_reached_is_told_with_the_command_to_open_the_circuit_by_hand()
    {
        AddRunaway("process-work");
        _breaker.IsOutOfReach = true;
        var finding = FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Contains("the breaker could not be reached: Rate exceeded", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("\"action\":\"trip\"", finding.Remedies[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_breaker_that_cannot_be_asked_to_reconcile_does_not_keep_the_tick_from_its_work_and_the_next_tick_asks_again()
    {
        AddRunaway("process-work");
        _breaker.Circuits.Add(Held("orders"));
        _breaker.IsOutOfReach = true;
        var watch = Watch(BreakerMode.Alert);
        var judgements = await watch.JudgeAsync([], Given.AtMinute(Now), Token);
        Assert.Equal("Rate exceeded", watch.UnansweredReconcile);
        Assert.Equal(
            [ResourceId.Function("process-work"), ResourceId.Function("orders")], judgements.OfType<Judgement.Trouble>().Select(t => t.Finding.Resource));

        _breaker.IsOutOfReach = false;
        await watch.JudgeAsync([], Given.AtMinute(Now), Token);
        Assert.Null(watch.UnansweredReconcile);
        Assert.Contains("\"action\":\"reconcile\"", Assert.Single(_breaker.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_finding_of_a_trip_is_critical_and_has_the_command_that_gives_back_what_was_there()
    {
        AddRunaway("process-work");
        var finding = FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal((Symptom.RecursiveLoop, ResourceId.Function("process-work"), Severity.Critical), (finding.Symptom, finding.Resource, finding.Severity));
        Assert.Equal(Given.AtMinute(55), finding.Since);
        Assert.Contains("Watchdog opens its circuit: 1 event source mapping on the loop is disabled", finding.Summary, StringComparison.Ordinal);
        Assert.Contains(
            "echo '{\"action\":\"reset\",\"function\":\"process-work\"}' | aws lambda invoke --function-name watchdog-CircuitBreaker",
            finding.Remedies[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_mode_confirm_a_runaway_is_contained_and_told_that_nothing_is_lost_and_that_the_outcome_follows()
    {
        AddRunaway("process-work");
        var finding = FindingIn(await Watch().JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal(("contained", Severity.Warning), (finding.Stage, finding.Severity));
        Assert.Contains("chokes its trigger for some minutes", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("waits on the queue, and is only delayed. The next message tells the outcome.", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("\"action\":\"trip\"", finding.Remedies[^2], StringComparison.Ordinal);
        Assert.Contains("\"action\":\"reset\"", finding.Remedies[^1], StringComparison.Ordinal);
        var command = OperatorCommandParser.Parse(Encoding.UTF8.GetBytes(Assert.Single(_breaker.Requests))).Command!;
        Assert.Equal((OperatorAction.Contain, "process-work", "RecursionWatcher"), (command.Action, command.Function, command.By));
        Assert.Contains(command.Evidence, e => e.Contains("500 invocations/min", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_mode_alert_a_runaway_is_told_with_the_command_to_open_its_circuit_and_nothing_is_asked()
    {
        AddRunaway("process-work");
        var finding = FindingIn(await Watch(BreakerMode.Alert).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal((null, Severity.Warning), (finding.Stage, finding.Severity));
        Assert.Contains("Watchdog changes nothing", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("\"action\":\"trip\",\"function\":\"process-work\"", finding.Remedies[^1], StringComparison.Ordinal);
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task A_step_at_a_function_whose_broad_role_alone_draws_a_loop_is_contained_in_mode_confirm_and_not_told_in_mode_alert()
    {
        AddFunction("process-work", Minutes((20, Now - 5), (500, 5)), isNamed: false);
        var judgement = Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch(BreakerMode.Alert).JudgeAsync([], Given.AtMinute(Now), Token)));
        Assert.Contains("Only its role", judgement.Because, StringComparison.Ordinal);
        Assert.Empty(_breaker.Requests);
        Assert.Equal("contained", FindingIn(await Watch().JudgeAsync([], Given.AtMinute(Now), Token)).Stage);
        Assert.Single(_breaker.Requests);
    }

    private void AddPushedRunaway()
    {
        var function = Given.Function("resize") with { Environment = new Dictionary<string, string> { ["BUCKET"] = "uploads" } };
        _account.Functions.Add(function);
        _account.Triggers["resize"] = [Given.Trigger(ResourceKind.Bucket, "uploads", "resize")];
        _account.Writable[function.RoleArn] = [Given.ArnOf(ResourceKind.Bucket, "uploads")];
        _account.Publish(LambdaMetrics.Invocations("resize"), Minutes((20, Now - 5), (500, 5)));
        _account.Publish(LambdaMetrics.AsyncEventsReceived("resize"), Minutes((20, Now - 5), (500, 5)));
    }

    [Theory]
    [InlineData(BreakerMode.Confirm, "contain")]
    [InlineData(BreakerMode.Trip, "trip")]
    public async Task A_runaway_through_a_bucket_is_contained_and_opened_like_any_other(BreakerMode mode, string action)
    {
        AddPushedRunaway();
        var finding = FindingIn(await Watch(mode).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Contains("resize -> bucket uploads -> resize", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("what comes is tried again for up to 6 hours", finding.Summary, StringComparison.Ordinal);
        Assert.Contains($"\"action\":\"{action}\"", Assert.Single(_breaker.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_through_a_trigger_that_could_not_be_read_is_not_over_because_it_is_not_seen()
    {
        AddPushedRunaway();
        _account.Refused.Add("resize");
        var open = Given.Firing(Symptom.RecursiveLoop, ResourceId.Function("resize"), "RecursionWatcher");
        var judgements = await Watch().JudgeAsync([open], Given.AtMinute(Now), Token);
        Assert.All(judgements, j => Assert.IsType<Judgement.InsufficientData>(j));
        Assert.Contains(judgements, j => j.Resource == open.Finding.Resource);
    }

    [Theory]
    [InlineData("trip", BreakerMode.Alert, 1)]
    [InlineData("alert", BreakerMode.Trip, 0)]
    [InlineData("a typing error", BreakerMode.Trip, 0)]
    public async Task The_functions_tag_goes_before_the_stacks_mode(string tag, BreakerMode mode, int requests)
    {
        AddRunaway("process-work");
        _account.Details["process-work"] = new FunctionDetails(null, new Dictionary<string, string> { ["watchdog:breaker"] = tag }, RecursionAllowed: false);
        FindingIn(await Watch(mode).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal(requests, _breaker.Requests.Count);
    }

    [Theory]
    [InlineData("watchdog:breaker", "off", false)]
    [InlineData("team", "payments", true)]
    public async Task A_function_that_is_meant_to_loop_or_is_tagged_off_is_healthy_however_fast_it_runs(string tag, string value, bool recursionAllowed)
    {
        AddRunaway("process-work");
        _account.Details["process-work"] = new FunctionDetails(null, new Dictionary<string, string> { [tag] = value }, recursionAllowed);
        Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token)));
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task With_the_breaker_off_a_runaway_is_healthy()
    {
        AddRunaway("process-work");
        Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch(BreakerMode.Off).JudgeAsync([], Given.AtMinute(Now), Token)));
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task Watchdogs_own_functions_are_not_looked_at()
    {
        AddRunaway("watchdog-QueueWatcher");
        Assert.Empty(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Empty(_account.Asked);
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task A_function_whose_name_only_begins_like_the_stacks_is_somebody_elses()
    {
        AddRunaway("watchdogs-kennel");
        FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Single(_breaker.Requests);
    }

    [Fact]
    public async Task A_spike_of_which_AWS_stopped_invocations_is_proof_enough_for_mode_confirm()
    {
        AddRunaway("process-work");
        _account.Publish(LambdaMetrics.RecursiveInvocationsDropped("process-work"), Minutes((0, 56), (40, 2)));
        var finding = FindingIn(await Watch(BreakerMode.Confirm).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal(80, Assert.Single(finding.Evidence, e => e.Name.Contains("AWS", StringComparison.Ordinal)).Value);
        Assert.Contains("\"reason\":\"A spike, and AWS itself saw a recursive loop.\"", Assert.Single(_breaker.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(57, true)]
    [InlineData(50, false)]
    public async Task Invocations_that_AWS_stopped_without_a_spike_are_told_while_they_are_recent(int minute, bool told)
    {
        AddFunction("process-work", Minutes((20, Now)));
        _account.Publish(LambdaMetrics.RecursiveInvocationsDropped("process-work"), Minutes((0, minute), (3, 1)));
        var judgement = Assert.Single(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal(told, judgement is Judgement.Trouble { Finding.Severity: Severity.Warning });
        Assert.Equal(!told, judgement is Judgement.Healthy);
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task A_queue_that_is_being_worked_off_makes_no_runaway_of_its_function()
    {
        AddRunaway("process-work");
        var watch = Watch(BreakerMode.Trip);
        _account.Depths["process-work-queue"] = new QueueDepth(9_000, 0, 0);
        _breaker.Circuits.Add(Held("process-work"));
        await watch.JudgeAsync([], Given.AtMinute(Now - 3), Token);

        // Given back by a reset: what was seen while the circuit was held still counts.
        _breaker.Circuits.Clear();
        _breaker.Requests.Clear();
        _account.Depths["process-work-queue"] = new QueueDepth(3_000, 0, 0);
        var judgement = Assert.IsType<Judgement.Healthy>(Assert.Single(await watch.JudgeAsync([], Given.AtMinute(Now), Token)));
        Assert.Contains("from 9,000 to 3,000 messages", judgement.Because, StringComparison.Ordinal);
        Assert.Empty(_breaker.Requests);
    }

    [Theory]
    [InlineData(CircuitState.Contained)]
    [InlineData(CircuitState.Open)]
    [InlineData(CircuitState.HalfOpen)]
    public async Task While_a_circuit_is_held_the_breaker_looks_after_it_every_tick_and_the_incident_lasts(CircuitState state)
    {
        AddRunaway("process-work");
        _breaker.Circuits.Add(Held("process-work", state));
        var watch = Watch(BreakerMode.Trip);
        for (var minute = Now; minute < Now + 3; minute++)
        {
            _breaker.Requests.Clear();
            var finding = FindingIn(await watch.JudgeAsync([], Given.AtMinute(minute), Token));
            Assert.Equal((ResourceId.Function("process-work"), state is CircuitState.Contained ? Severity.Warning : Severity.Critical), (finding.Resource, finding.Severity));
            Assert.Contains($"The circuit of process-work is {state.Word()}", finding.Summary, StringComparison.Ordinal);
            Assert.Contains("\"action\":\"reset\",\"function\":\"process-work\"", finding.Remedies[^1], StringComparison.Ordinal);

            var command = OperatorCommandParser.Parse(Encoding.UTF8.GetBytes(Assert.Single(_breaker.Requests))).Command!;
            Assert.Equal((OperatorAction.Reconcile, "RecursionWatcher", Given.AtMinute(minute)), (command.Action, command.By, command.Time));
        }
        Assert.All(_account.Asked, query => Assert.Contains(
            query, new[] { QueueMetrics.AgeOfOldestMessage("process-work-queue"), LambdaMetrics.RecursiveInvocationsDropped("process-work") }));
    }

    [Fact]
    public async Task A_circuit_of_a_function_that_is_on_no_loop_any_more_still_makes_the_incident_last()
    {
        _breaker.Circuits.Add(Held("deleted"));
        Assert.Equal(ResourceId.Function("deleted"), FindingIn(await Watch().JudgeAsync([], Given.AtMinute(Now), Token)).Resource);
    }

    [Fact]
    public async Task A_reset_that_is_still_being_carried_out_is_not_over()
    {
        _breaker.Circuits.Add(Held("process-work", CircuitState.Closed, applied: false));
        var finding = FindingIn(await Watch().JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Contains("being given back", finding.Summary, StringComparison.Ordinal);
        Assert.Single(_breaker.Requests);
    }

    [Fact]
    public async Task Once_the_circuit_is_closed_the_incident_can_end_and_the_breaker_is_left_in_peace()
    {
        _breaker.Circuits.Add(Held("process-work", CircuitState.Closed) with { Recorded = [] });
        var open = Given.Firing(Symptom.RecursiveLoop, ResourceId.Function("process-work"), "RecursionWatcher");
        Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch().JudgeAsync([open], Given.AtMinute(Now), Token)));
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task After_five_trips_within_an_hour_a_runaway_is_only_told()
    {
        AddRunaway("process-work");
        AddTrips(5, minute: Now - 30);
        var finding = FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("has opened 5 circuits within the last hour and may open 5", finding.Summary, StringComparison.Ordinal);
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task Trips_of_more_than_an_hour_ago_do_not_count()
    {
        AddRunaway("process-work");
        AddTrips(5, minute: 0);
        FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Single(_breaker.Requests);
    }

    [Fact]
    public async Task The_limit_holds_for_the_functions_of_one_tick_together()
    {
        for (var i = 0; i < 7; i++)
            AddRunaway($"process-{i}");
        var judgements = await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token);
        Assert.Equal(5, _breaker.Requests.Count);
        Assert.Equal(5, judgements.OfType<Judgement.Trouble>().Count(t => t.Finding.Severity == Severity.Critical));
        Assert.Equal(2, judgements.OfType<Judgement.Trouble>().Count(t => t.Finding.Severity == Severity.Warning));
    }

    [Fact]
    public async Task Trips_count_even_when_a_circuit_was_put_back_every_minute_since()
    {
        AddRunaway("process-work");
        AddTrips(5, minute: 1);
        for (var minute = 2; minute < Now; minute++)
            AddHold(minute);
        FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task With_too_few_minutes_to_compare_with_nothing_is_said_either_way()
    {
        AddFunction("process-work", []);
        _account.Publish(LambdaMetrics.Invocations(), Given.AtMinute(Now - 7), Minutes((600, 7)));
        _account.Publish(LambdaMetrics.Invocations("process-work"), Given.AtMinute(Now - 4), Minutes((500, 4)));
        var judgement = Assert.IsType<Judgement.InsufficientData>(Assert.Single(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token)));
        Assert.Contains("5 are needed", judgement.Because, StringComparison.Ordinal);
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task Without_any_point_in_the_account_an_incident_neither_goes_on_nor_ends()
    {
        AddFunction("process-work", []);
        _account.Publish(LambdaMetrics.Invocations());
        var open = Given.Firing(Symptom.RecursiveLoop, ResourceId.Function("process-work"), "RecursionWatcher");
        Assert.IsType<Judgement.InsufficientData>(Assert.Single(await Watch(BreakerMode.Trip).JudgeAsync([open], Given.AtMinute(Now), Token)));
    }

    [Fact]
    public async Task A_function_that_cannot_be_read_is_told_and_not_touched()
    {
        AddRunaway("process-work");
        _account.Vanished.Add("process-work");
        var finding = FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Empty(_breaker.Requests);
    }

    private void AddHold(int minute) => _breaker.History.Add(new CircuitTransition(
        "held", Given.AtMinute(minute), "hold", CircuitState.Open, CircuitState.Open, "CircuitBreaker", "Somebody changed it.", [], minute));

    /// <summary>A loop tripped at minute 27 and given back at minute 50; 200 invocations/min are usual.</summary>
    private void AddReleased(string name, double after)
    {
        AddFunction(name, Minutes((200, 22), (9_000, 5), (0, 23), (after, 10)));
        _breaker.History.Add(new CircuitTransition(
            name, Given.AtMinute(27), "trip", CircuitState.Closed, CircuitState.Open, "RecursionWatcher", "A spike.", [], 1));
        _breaker.History.Add(new CircuitTransition(
            name, Given.AtMinute(50), "reset", CircuitState.Open, CircuitState.Closed, "operator", "Asked for by operator.", [], 4));
        _breaker.Circuits.Add(new Circuit(name, CircuitState.Closed, Given.AtMinute(50), [], "operator", "Asked for by operator.", Applied: true, 5));
    }

    [Fact]
    public async Task After_a_reset_the_usual_rate_is_no_spike_although_nothing_ran_while_the_circuit_was_held()
    {
        AddReleased("process-work", after: 200);
        Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token)));
        Assert.Empty(_breaker.Requests);
    }

    [Fact]
    public async Task A_loop_that_was_given_back_unmended_is_a_spike_again_although_it_ran_as_fast_before()
    {
        AddReleased("process-work", after: 9_000);
        Assert.Equal(Severity.Critical, FindingIn(await Watch(BreakerMode.Trip).JudgeAsync([], Given.AtMinute(Now), Token)).Severity);
        Assert.Single(_breaker.Requests);
    }
}
