using System.Text;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

/// <summary>What is told, and asked, of circuits that are held. The circuit of work was opened at minute 60.</summary>
public class HeldCircuitTests
{
    private const int Opened = 60;

    private readonly FakeAccount _account = new();
    private readonly FakeBreaker _breaker = new();
    private readonly RecursionWatch _watch;

    public HeldCircuitTests()
    {
        _watch = Watches.Recursion(_account, _breaker, BreakerMode.Confirm);
        _account.Functions.Add(Given.Function("work"));
        _account.Queues.Add(Given.Queue("jobs"));
        _account.Mappings.Add(Given.Mapping("jobs", "work", state: "Disabled"));
        _account.Publish(LambdaMetrics.Invocations(), [.. Enumerable.Repeat(600.0, 24 * 60 * 2)]);
        Add("trip", Opened, CircuitState.Closed, CircuitState.Open, "It fed itself.");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Circuit Circuit { get; } = new(
        "work", CircuitState.Open, Given.AtMinute(Opened), [new RecordedMapping("mapping-jobs-work", Given.Queue("jobs").Arn, "work", Enabled: true, null, false, null)],
        "RecursionWatcher", "A spike of a function that lies on a loop.", Applied: true, 3);

    private void Add(string action, int minute, CircuitState from, CircuitState to, params string[] evidence) => _breaker.History.Add(
        new CircuitTransition("work", Given.AtMinute(minute), action, from, to, "CircuitBreaker", "A reason.", [.. evidence], minute));

    private async Task<Finding> FindAsync(Circuit circuit, int minute, Incident? open = null)
    {
        _breaker.Circuits.Clear();
        _breaker.Circuits.Add(circuit);
        _breaker.Requests.Clear();
        var judgements = await _watch.JudgeAsync(open is null ? [] : [open], Given.AtMinute(minute), Token);
        return Assert.IsType<Judgement.Trouble>(Assert.Single(judgements)).Finding;
    }

    private OperatorCommand[] Asked => [.. _breaker.Requests.Select(r => OperatorCommandParser.Parse(Encoding.UTF8.GetBytes(r)).Command!).Where(c => c.Action is not OperatorAction.Reconcile)];

    [Fact]
    public async Task An_open_circuit_is_told_daily_with_how_long_what_waits_until_when_it_is_kept_and_the_command()
    {
        _account.Depths["jobs"] = new QueueDepth(4_000, 0, 200);
        _account.Publish(QueueMetrics.AgeOfOldestMessage("jobs"), Given.AtMinute(Opened + 1495), [93_000, 93_060, 93_120, 93_180, 93_600]);
        var finding = await FindAsync(Circuit, Opened + 1500);
        Assert.Equal((TimeSpan.FromHours(24), Severity.Critical), (finding.RepeatAfter, finding.Severity));
        Assert.Contains("is open since 2026-01-05 10:00 UTC, for 25 h: A spike", finding.Summary, StringComparison.Ordinal);
        // 26 h old in a queue that keeps for 4 days.
        Assert.Contains("4,200 messages wait on queue jobs; nothing of it is lost until 2026-01-09 09:00 UTC.", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith("--payload fileb:///dev/stdin /dev/stdout", finding.Remedies[^1], StringComparison.Ordinal);
        Assert.Contains("\"action\":\"reset\",\"function\":\"work\"", finding.Remedies[^1], StringComparison.Ordinal);
        Assert.Equal("It fed itself.", finding.Cause.Text);
        Assert.Contains("The mapping jobs -> work is disabled.", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("Look at what waits on queue jobs", finding.Remedies[^3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_stream_its_retention_counts_and_of_what_is_pushed_six_hours()
    {
        var arn = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";
        _account.Streams.Add(new EventStream(new ResourceId(ResourceKind.Stream, "clicks"), arn, TimeSpan.FromHours(24)));
        var stream = await FindAsync(Circuit with { Recorded = [new RecordedMapping("m", arn, "work", true, null, false, new RecordedReading(100, 1))] }, Opened + 1);
        Assert.Contains("What comes to stream clicks waits in it; nothing of it is lost until 2026-01-06 10:00 UTC.", stream.Summary, StringComparison.Ordinal);
        var choked = await FindAsync(Circuit with { Recorded = [new RecordedConcurrency("work", null, StopsWhenOpen: false)] }, Opened + 1);
        Assert.Contains("tried again for 6 hours; nothing is lost before 2026-01-05 16:00 UTC, and after that they are lost, for it has no failure destination.", choked.Summary, StringComparison.Ordinal);
        var stopped = await FindAsync(Circuit with { Recorded = [new RecordedConcurrency("work", null, StopsWhenOpen: true)] }, Opened + 1);
        Assert.Contains("nothing runs, and asynchronous events are LOST, for it has no failure destination.", stopped.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_somebody_else_is_a_stage_of_its_own_and_says_what_was_found()
    {
        var before = await FindAsync(Circuit, Opened + 1);
        Add("hold", Opened + 2, CircuitState.Open, CircuitState.Open, "Mapping mapping-jobs-work is Enabled.");
        var after = await FindAsync(Circuit, Opened + 3);
        Assert.NotEqual(before.Stage, after.Stage);
        Assert.Contains("Somebody else changed what the breaker holds, as seen at 2026-01-05 10:02 UTC: Mapping mapping-jobs-work is Enabled.", after.Summary, StringComparison.Ordinal);
        Add("hold", Opened + 3, CircuitState.Open, CircuitState.Open, "Mapping mapping-jobs-work is Enabled.");
        Assert.Equal(after.Stage, (await FindAsync(Circuit, Opened + 4)).Stage);
    }

    [Fact]
    public async Task A_circuit_that_is_closed_and_not_given_back_yet_does_not_say_that_anything_is_held()
    {
        var finding = await FindAsync(Circuit with { State = CircuitState.Closed, Since = Given.AtMinute(Opened + 5), Applied = false, By = "operator", Reason = "Asked for by operator." }, Opened + 6);
        Assert.Equal(
            "The circuit of work is closed since 2026-01-05 10:05 UTC, for 60 s: Asked for by operator. "
            + "What was held is being given back; Lambda may take some minutes for it, and Watchdog looks again every minute.",
            finding.Summary);
        Assert.Contains("\"action\":\"status\"", Assert.Single(finding.Remedies), StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public async Task A_probe_is_told_as_one_and_not_as_a_trigger_that_stays_disabled()
    {
        var finding = await FindAsync(Circuit with { State = CircuitState.HalfOpen }, Opened + 6);
        Assert.Contains("A trickle is let through now and then to see whether the loop is gone", finding.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("drift", finding.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("\"action\":\"probe\"", string.Join(' ', finding.Remedies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_circuit_leaves_as_it_was_is_not_said_to_be_held()
    {
        RecordedTrigger rule = new RecordedRule("arn:aws:events:us-east-1:123456789012:rule/nightly", "work", Enabled: true);
        var concurrency = new RecordedConcurrency("work", 25, StopsWhenOpen: false) { Callers = ["arn:aws:events:us-east-1:123456789012:rule/nightly"] };
        var open = await FindAsync(Circuit with { Recorded = [concurrency, rule] }, Opened + 1);
        Assert.Contains("The rule nightly, which calls nothing but work, is disabled: what it would have matched meanwhile is lost.", open.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("concurrency", open.Summary, StringComparison.Ordinal);

        var probed = await FindAsync(Circuit with { Recorded = [concurrency, rule], State = CircuitState.HalfOpen }, Opened + 1);
        Assert.Contains("The reserved concurrency of work is 1: ", probed.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("rule nightly", probed.Summary, StringComparison.Ordinal);
    }

    private void Runs(params (double Value, int Minutes)[] runs) =>
        _account.Publish(LambdaMetrics.Invocations("work"), [.. runs.SelectMany(run => Enumerable.Repeat(run.Value, run.Minutes))]);

    [Fact]
    public async Task A_function_that_runs_on_after_its_timeout_and_three_minutes_is_escalated_and_told_so()
    {
        Runs((20, Opened - 2), (5_000, 2), (600, 10));
        Assert.Null((await FindAsync(Circuit, Opened + 3)).Stage!.Split("runs on").Skip(1).FirstOrDefault());
        Assert.Empty(Asked);

        var finding = await FindAsync(Circuit, Opened + 5);
        var command = Assert.Single(Asked);
        Assert.Equal((OperatorAction.Escalate, "work"), (command.Action, command.Function));
        Assert.Contains("work runs on although its circuit is open: 600 invocations/min, after 5,000/min when it was opened. All else that can invoke it is held too.", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith("runs on", finding.Stage, StringComparison.Ordinal);

        var later = await FindAsync(Circuit with { IsEscalated = true }, Opened + 6);
        Assert.Equal(finding.Stage, later.Stage);
        Assert.Empty(Asked);
    }

    [Fact]
    public async Task Less_than_a_tenth_of_the_rate_at_the_trip_is_nothing_to_escalate()
    {
        Runs((20, Opened - 2), (5_000, 2), (400, 20));
        await FindAsync(Circuit, Opened + 10);
        Assert.Empty(Asked);
    }

    [Fact]
    public async Task What_comes_by_triggers_that_are_not_held_is_not_the_loops()
    {
        _account.Queues.Add(Given.Queue("other"));
        _account.Mappings.Add(Given.Mapping("other", "work"));
        Runs((600, Opened - 12), (5_000, 12), (650, 20));
        await FindAsync(Circuit, Opened + 10);
        Assert.Empty(Asked);
    }

    [Fact]
    public async Task One_execution_at_a_time_is_what_an_open_push_trigger_lets_through_and_two_are_not()
    {
        Runs((20, Opened - 2), (5_000, 2), (600, 10));
        var pushed = Circuit with { Recorded = [new RecordedConcurrency("work", null, StopsWhenOpen: false)] };
        _account.Publish(LambdaMetrics.ConcurrentExecutions("work"), [.. Enumerable.Repeat(1.0, Opened + 20)]);
        await FindAsync(pushed, Opened + 8);
        Assert.Empty(Asked);
        _account.Publish(LambdaMetrics.ConcurrentExecutions("work"), [.. Enumerable.Repeat(2.0, Opened + 20)]);
        await FindAsync(pushed, Opened + 8);
        Assert.Single(Asked);
    }

    [Theory]
    [InlineData("RecursionWatcher", 1)]
    [InlineData("operator", 0)]
    public async Task AWSs_own_word_opens_a_circuit_that_RecursionWatcher_contained_and_is_a_proof(string by, int asked)
    {
        _account.Publish(LambdaMetrics.RecursiveInvocationsDropped("work"), Given.AtMinute(Opened - 1), [40]);
        await FindAsync(Circuit with { State = CircuitState.Contained, By = by }, Opened + 2);
        Assert.Equal(asked, Asked.Length);
        Assert.All(Asked, command => Assert.Equal((OperatorAction.Trip, true), (command.Action, command.Proven)));
    }
}
