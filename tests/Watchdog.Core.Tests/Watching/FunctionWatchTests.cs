using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

public class FunctionWatchTests
{
    /// <summary>Minutes in which all was well, and then some of trouble; two more are not published yet.</summary>
    private const int Usual = 150;

    private const int Trouble = 6;

    private static readonly DateTimeOffset Now = Given.AtMinute(Usual + Trouble + 2);

    private readonly FakeAccount _account = new();

    private double _errors;

    public FunctionWatchTests()
    {
        _account.Publish(LambdaMetrics.Invocations(), Points(1_000, 1_000));
        _account.Publish(LambdaMetrics.UnreservedConcurrentExecutions(), Points(50, 50));
        _account.Publish(LambdaMetrics.ClaimedAccountConcurrency(), Points(50, 50));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FunctionWatch Watch() => new(new InventoryCache(_account), _account, _account, _account);

    private static double[] Points(double usual, double then) => [.. Enumerable.Repeat(usual, Usual), .. Enumerable.Repeat(then, Trouble)];

    private void Add(Function function, double errors = 0, double duration = 200, double perMinute = 60)
    {
        _account.Functions.Add(function);
        _account.Publish(LambdaMetrics.Invocations(function.Name), Points(perMinute, perMinute));
        _account.Publish(LambdaMetrics.Errors(function.Name), Points(0, errors));
        _account.Publish(LambdaMetrics.MedianDuration(function.Name), Points(200, duration));
        _account.Publish(LambdaMetrics.LongestDuration(function.Name), Points(900, Math.Max(900, duration)));
        _account.Publish(LambdaMetrics.Errors(), Points(0, _errors += errors));
    }

    private async Task<Finding[]> FindAsync(params Incident[] open) =>
        [.. (await Watch().JudgeAsync(open, Now, Token)).OfType<Judgement.Trouble>().Select(t => t.Finding)];

    private static Function Deployed(string name) => Given.Function(name, Given.AtMinute(Usual - 1));

    [Fact]
    public async Task A_loop_in_the_code_began_with_a_change()
    {
        Add(Deployed("orders"), errors: 60, duration: 60_000);
        var finding = Assert.Single(await FindAsync());
        Assert.Equal((Symptom.InFunctionLoop, ResourceId.Function("orders"), Given.AtMinute(Usual)), (finding.Symptom, finding.Resource, finding.Since));
        Assert.Contains("just before", finding.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_numbers_without_a_change_are_a_dependency_and_the_doubt_is_said()
    {
        Add(Given.Function("orders"), errors: 60, duration: 60_000);
        var finding = Assert.Single(await FindAsync());
        Assert.Equal(Symptom.DownstreamUnavailable, finding.Symptom);
        Assert.Contains("A loop in the code", Assert.Single(finding.OtherCauses).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_that_the_remembered_inventory_does_not_show_is_seen()
    {
        Add(Given.Function("orders"));
        var watch = Watch();
        await watch.JudgeAsync([], Now.AddMinutes(-3), Token);
        _account.Functions.Clear();
        Add(Deployed("orders"), errors: 60, duration: 60_000);
        var judgements = await watch.JudgeAsync([], Now, Token);
        Assert.Equal(Symptom.InFunctionLoop, Assert.IsType<Judgement.Trouble>(Assert.Single(judgements)).Symptom);
    }

    [Fact]
    public async Task A_release_that_only_made_the_function_slower_is_not_told_here()
    {
        Add(Deployed("orders"), duration: 2_000);
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task A_slow_dependency_is_named_by_the_metrics_of_its_callers()
    {
        Add(Given.Function("orders"), duration: 4_000);
        _account.Publish(DependencyMetrics.Calls("orders", "payments"), Points(60, 60));
        _account.Publish(DependencyMetrics.AverageLatency("orders", "payments"), Points(150, 3_900));
        _account.Publish(DependencyMetrics.Calls("orders", "stock"), Points(60, 60));
        _account.Publish(DependencyMetrics.AverageLatency("orders", "stock"), Points(20, 21));
        var finding = Assert.Single(await FindAsync());
        Assert.Equal((Symptom.DownstreamUnavailable, new ResourceId(ResourceKind.Dependency, "payments")), (finding.Symptom, finding.Cause.Resource!.Value));
        Assert.Empty(finding.OtherCauses);
    }

    [Fact]
    public async Task Dependencies_are_asked_for_only_while_a_function_is_in_trouble()
    {
        Add(Given.Function("orders"));
        _account.Publish(DependencyMetrics.Calls("orders", "payments"), Points(60, 60));
        Assert.Empty(await FindAsync());
        Assert.DoesNotContain(_account.Asked, q => q.Namespace == DependencyMetrics.Namespace);
    }

    [Fact]
    public async Task Functions_that_fail_together_name_the_place_that_only_they_share()
    {
        var payments = ("PAYMENTS_URL", "https://payments.example.com");
        Add(GivenHistory.Calling("orders", payments), errors: 30);
        Add(GivenHistory.Calling("refunds", payments), errors: 30);
        Add(GivenHistory.Calling("letters", ("POST_URL", "https://post.example.com")));
        var findings = await FindAsync();
        Assert.Equal(["orders", "refunds"], findings.Select(f => f.Resource.Name).Order());
        Assert.All(findings, f => Assert.Equal("payments.example.com", f.Cause.Id));
    }

    [Fact]
    public async Task A_queues_consumer_that_fails_is_left_to_its_queue_unless_something_speaks_for_a_dependency()
    {
        _account.Queues.Add(Given.Queue("work"));
        _account.Mappings.Add(Given.Mapping("work", "orders"));
        Add(Given.Function("orders"), errors: 60);
        Assert.Empty(await FindAsync());

        _account.Publish(DependencyMetrics.Calls("orders", "payments"), Points(60, 60));
        _account.Publish(DependencyMetrics.Failures("orders", "payments"), Points(0, 60));
        Assert.Equal((Symptom.DownstreamUnavailable, "payments"), Assert.Single(await FindAsync()) is var f ? (f.Symptom, f.Cause.Id) : default);
    }

    [Fact]
    public async Task A_function_that_fails_since_a_change_stalls()
    {
        Add(Deployed("orders"), errors: 60);
        Assert.Equal(Symptom.ErrorStall, Assert.Single(await FindAsync()).Symptom);
    }

    [Fact]
    public async Task What_is_always_slow_at_this_hour_is_not_told()
    {
        Add(Given.Function("nightly"), duration: 4_000);
        double[] hour = [.. Enumerable.Repeat(4_100.0, 60)];
        var history = Points(200, 4_000).Select((value, minute) => (Time: Given.AtMinute(minute), Value: value)).ToList();
        foreach (var day in new[] { 1, 2 })
            history.AddRange(hour.Select((value, minute) => (new DateTimeOffset(Now.UtcDateTime.Date.AddHours(Now.Hour), TimeSpan.Zero).AddDays(-day).AddMinutes(minute), value)));
        var start = history.Min(p => p.Time);
        _account.Publish(LambdaMetrics.MedianDuration("nightly"), start, Dense(history, start));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task A_function_called_five_times_a_day_that_always_fails_is_found_once_an_hour_and_ends_with_a_success()
    {
        var function = Given.Function("report");
        _account.Functions.Add(function);
        var now = new DateTimeOffset(2026, 1, 7, 9, 7, 0, TimeSpan.Zero);
        var start = now.AddHours(-40);
        var calls = new double[(40 * 60) - 10];
        foreach (var hour in new[] { 1, 6, 11, 16, 21, 26, 31, 36, 39 })
            calls[hour * 60] = 1;
        Publish(calls, calls);
        var finding = Assert.IsType<Judgement.Trouble>(Assert.Single(await Watch().JudgeAsync([], now, Token))).Finding;
        Assert.Equal((Symptom.ErrorStall, function.Id), (finding.Symptom, finding.Resource));
        Assert.DoesNotContain(await Watch().JudgeAsync([], now.AddMinutes(1), Token), j => j is Judgement.Trouble);

        // Between its invocations there is nothing to say: neither that it still fails nor that it does not.
        var told = Told(finding, now);
        Assert.IsType<Judgement.InsufficientData>(Assert.Single(await Watch().JudgeAsync([told], now.AddMinutes(20), Token)));
        var errors = calls.ToArray();
        errors[39 * 60] = 0;
        Publish(calls, errors);
        Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch().JudgeAsync([told], now.AddMinutes(20), Token)));

        void Publish(double[] invocations, double[] failures)
        {
            _account.Publish(LambdaMetrics.Invocations(), start, [.. Enumerable.Repeat(3.0, (40 * 60) - 2)]);
            _account.Publish(LambdaMetrics.Invocations("report"), start, invocations);
            _account.Publish(LambdaMetrics.Errors("report"), start, failures);
            _account.Publish(LambdaMetrics.Errors(), start, failures);
        }
    }

    [Fact]
    public async Task Trouble_that_is_told_keeps_its_name_and_its_dependency_when_somebody_deploys()
    {
        Add(Given.Function("orders", Now.AddMinutes(-2)), errors: 60, duration: 60_000);
        Assert.Empty(await FindAsync());
        var payments = Cause.Of(new ResourceId(ResourceKind.Dependency, "payments"), "payments is the likely cause.");
        var told = Told(Given.Finding(Symptom.DownstreamUnavailable, ResourceId.Function("orders"), payments, since: Usual), Given.AtMinute(Usual + 3));
        var finding = Assert.Single(await FindAsync(told));
        Assert.Equal((Symptom.DownstreamUnavailable, "payments"), (finding.Symptom, finding.Cause.Id));
    }

    [Fact]
    public async Task A_function_with_a_reservation_is_not_named_as_the_one_that_takes_the_pool()
    {
        _account.Limit = 100;
        _account.Details["imports"] = new FunctionDetails(90, new Dictionary<string, string>(), RecursionAllowed: false);
        foreach (var (name, concurrency) in new[] { ("imports", 90.0), ("batch", 70.0), ("orders", 30.0) })
        {
            Add(Given.Function(name));
            _account.Publish(LambdaMetrics.ConcurrentExecutions(name), Points(concurrency, concurrency));
        }
        _account.Publish(LambdaMetrics.Throttles("orders"), Points(0, 60));
        _account.Publish(LambdaMetrics.Throttles(), Points(0, 60));
        _account.Publish(LambdaMetrics.UnreservedConcurrentExecutions(), Points(50, 100));
        _account.Publish(LambdaMetrics.ClaimedAccountConcurrency(), Points(50, 100));
        var finding = Assert.Single(await FindAsync());
        Assert.Equal((Symptom.Throttled, "batch"), (finding.Symptom, finding.Cause.Id));
    }

    [Fact]
    public async Task A_pool_that_stands_close_to_its_limit_is_told_while_nobody_is_refused()
    {
        Add(Given.Function("imports"));
        _account.Publish(LambdaMetrics.ConcurrentExecutions("imports"), Points(50, 900));
        _account.Publish(LambdaMetrics.UnreservedConcurrentExecutions(), Points(100, 950));
        _account.Publish(LambdaMetrics.ClaimedAccountConcurrency(), Points(100, 950));
        var finding = Assert.Single(await FindAsync());
        Assert.Equal((Symptom.ConcurrencyExhaustion, "imports"), (finding.Symptom, finding.Cause.Id));
    }

    [Fact]
    public async Task A_pool_that_was_used_up_just_now_is_left_to_those_who_are_refused_if_they_are_more_than_a_few()
    {
        Add(Given.Function("imports"));
        _account.Publish(LambdaMetrics.UnreservedConcurrentExecutions(), Points(100, 990));
        _account.Publish(LambdaMetrics.ClaimedAccountConcurrency(), Points(100, 990));
        _account.Publish(LambdaMetrics.Throttles(), [.. Enumerable.Repeat(0.0, Usual + 2), 2, 2, 2, 2]);
        Assert.Empty(await FindAsync());
        _account.Publish(LambdaMetrics.Throttles(), Points(2, 2));
        Assert.Equal(Symptom.ConcurrencyExhaustion, Assert.Single(await FindAsync()).Symptom);
    }

    [Fact]
    public async Task An_incident_of_a_deleted_function_can_end()
    {
        var told = Told(Given.Finding(Symptom.DownstreamUnavailable, ResourceId.Function("deleted")), Given.AtMinute(Usual));
        Assert.IsType<Judgement.Healthy>(Assert.Single(await Watch().JudgeAsync([told], Now, Token)));
    }

    [Fact]
    public async Task An_hour_of_a_quiet_account_costs_what_is_documented()
    {
        // 60 functions that run and 240 that do not.
        for (var i = 0; i < 60; i++)
            Add(Given.Function($"busy-{i:00}"));
        _account.Functions.AddRange(Enumerable.Range(0, 240).Select(i => Given.Function($"idle-{i:000}")));
        var watch = Watch();
        await watch.JudgeAsync([], Now.AddMinutes(-1), Token);
        _account.Asked.Clear();
        for (var minute = 0; minute < 60; minute++)
            Assert.DoesNotContain(await watch.JudgeAsync([], Now.AddMinutes(minute), Token), j => j is Judgement.Trouble);
        // Three sums a minute and two more each second one; twelve sweeps of the busy ones, two of them of all.
        Assert.Equal((60 * 3) + (30 * 2) + (12 * 60) + (2 * 240), _account.Asked.Count);
    }

    private static Incident Told(Finding finding, DateTimeOffset firedAt) => new(
        "FunctionWatcher", IncidentState.Firing, firedAt, 1, 1, firedAt, finding, null, null, firedAt, firedAt, null, null, 1);

    private static double[] Dense(List<(DateTimeOffset Time, double Value)> points, DateTimeOffset start)
    {
        var values = Enumerable.Repeat(200.0, Minute.Between(start, points.Max(p => p.Time)) + 1).ToArray();
        foreach (var (time, value) in points)
            values[Minute.Between(start, time)] = value;
        return values;
    }
}
