using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class ThrottledTests
{
    private static readonly ThrottledOptions Options = new();

    private static readonly IReadOnlyDictionary<string, QueueDepth> NoBacklog = new Dictionary<string, QueueDepth>();

    private static FunctionSignals Plateau(double throttles, double concurrency = 100) => Given.Signals(
        "orders",
        Given.Constant(200, 6),
        throttles: Given.Series(0, 0, 0, throttles, throttles, throttles),
        concurrency: Given.Constant(concurrency, 6));

    private static Finding Find(FunctionSignals signals, ConcurrencyPool pool, FunctionDetails? details = null) =>
        Assert.IsType<Judgement.Trouble>(Throttled.Judge(signals, details, pool, NoBacklog, Options)).Finding;

    private static FunctionDetails Reserved(int? reserved) => new(reserved, ImmutableDictionary<string, string>.Empty, RecursionAllowed: false);

    [Fact]
    public void Throttles_at_the_limit_of_the_pool_name_the_pool()
    {
        var finding = Find(Plateau(50), Given.Pool(100, inUse: 100, new ConcurrencyUser("orders", 100)));
        Assert.Equal(Cause.AccountConcurrency, finding.Cause.Id);
        Assert.Equal(Given.AtMinute(3), finding.Since);
        Assert.Contains("20 %", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_function_that_has_taken_the_pool_is_the_cause()
    {
        var finding = Find(Plateau(50, concurrency: 5), Given.Pool(100, inUse: 100, new("imports", 92), new("orders", 5)));
        Assert.Equal(ResourceId.Function("imports"), finding.Cause.Resource);
        Assert.Contains("imports uses 92 of it", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_on_its_queue_is_among_the_numbers()
    {
        var backlogs = new Dictionary<string, QueueDepth> { ["work"] = new(900, 100, 0) };
        var judgement = Throttled.Judge(Plateau(50), null, Given.Pool(100, inUse: 100), backlogs, Options);
        Assert.Equal(1_000, Assert.IsType<Judgement.Trouble>(judgement).Finding.Evidence.Single(e => e.Name == "waiting on queue work").Value);
    }

    [Fact]
    public void A_used_up_reservation_is_the_limit_even_while_the_pool_is_free()
    {
        var finding = Find(Plateau(50, concurrency: 20), Given.Pool(1_000, inUse: 10), Reserved(20));
        Assert.Equal(Cause.ReservedConcurrency, finding.Cause.Id);
    }

    [Fact]
    public void Reserved_concurrency_zero_is_told_as_a_stop()
    {
        var stopped = Given.Signals("orders", Given.Constant(0, 6), throttles: Given.Constant(30, 6), concurrency: Given.Constant(null, 6));
        Assert.Contains("delete-function-concurrency", Find(stopped, Given.Pool(1_000, 0), Reserved(0)).Remedies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void With_no_limit_used_up_the_cause_is_said_to_be_open() =>
        Assert.Equal("", Find(Plateau(50, concurrency: 10), Given.Pool(1_000, inUse: 20)).Cause.Id);

    [Fact]
    public void One_minute_with_a_few_throttles_is_healthy()
    {
        var signals = Given.Signals("orders", Given.Constant(200, 6), throttles: Given.Series(0, 0, 0, 0, 0, 20));
        Assert.IsType<Judgement.Healthy>(Throttled.Judge(signals, null, Given.Pool(1_000, 10), NoBacklog, Options));
    }

    [Fact]
    public void One_minute_in_which_a_third_is_refused_is_enough()
    {
        var signals = Given.Signals("orders", Given.Constant(200, 6), throttles: Given.Series(0, 0, 0, 0, 0, 150));
        Assert.IsType<Judgement.Trouble>(Throttled.Judge(signals, null, Given.Pool(1_000, 10), NoBacklog, Options));
    }

    [Fact]
    public void A_few_throttles_among_many_invocations_are_healthy()
    {
        var signals = Given.Signals("orders", Given.Constant(10_000, 6), throttles: Given.Constant(40, 6));
        Assert.IsType<Judgement.Healthy>(Throttled.Judge(signals, null, Given.Pool(1_000, 10), NoBacklog, Options));
    }

    [Fact]
    public void One_readable_minute_is_too_little() =>
        Assert.IsType<Judgement.InsufficientData>(
            Throttled.Judge(Given.Signals("orders", Given.Constant(1, 1)), null, Given.Pool(1_000, 10), NoBacklog, Options));

    [Fact]
    public void A_function_that_may_not_run_and_is_called_once_a_minute_is_found()
    {
        var stopped = Given.Signals("orders", Given.Constant(0, 15), throttles: Given.Constant(1, 15), concurrency: Given.Constant(null, 15));
        var finding = Find(stopped, Given.Pool(1_000, 0), Reserved(0));
        Assert.Equal((Cause.ReservedConcurrency, Given.AtMinute(0)), (finding.Cause.Id, finding.Since));
    }

    [Fact]
    public void One_refused_call_in_a_quiet_night_is_healthy()
    {
        var signals = Given.Signals("orders", Given.Constant(1, 15), throttles: Given.Series(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0));
        Assert.IsType<Judgement.Healthy>(Throttled.Judge(signals, null, Given.Pool(1_000, 10), NoBacklog, Options));
    }

    [Fact]
    public void A_burst_of_a_busy_function_that_is_over_is_healthy()
    {
        var signals = Given.Signals("orders", Given.Constant(600, 15), throttles: Given.Series(0, 0, 0, 0, 0, 90, 900, 900, 900, 900, 90, 0, 0, 0, 0));
        Assert.IsType<Judgement.Healthy>(Throttled.Judge(signals, null, Given.Pool(1_000, 10), NoBacklog, Options));
    }

    [Fact]
    public void A_limit_that_cannot_be_told_yet_is_waited_for()
    {
        var signals = Given.Signals(
            "orders", Given.Constant(200, 6), throttles: Given.Series(0, 0, 0, 0, 0, 150), concurrency: Given.Series(10, 10, 10, 10, 10, null));
        Assert.IsType<Judgement.InsufficientData>(Throttled.Judge(signals, null, Given.Pool(1_000, 10), NoBacklog, Options));
    }

    [Fact]
    public void A_small_reservation_counts_as_used_up_with_one_execution_to_spare() =>
        Assert.Equal(Cause.ReservedConcurrency, Find(Plateau(50, concurrency: 5), Given.Pool(1_000, inUse: 10), Reserved(6)).Cause.Id);

    [Fact]
    public void Load_that_creeps_past_a_limit_is_found_though_a_minute_in_between_is_just_below()
    {
        var signals = Given.Signals("orders", Given.Constant(1_000, 6), throttles: Given.Series(0, 10, 30, 60, 40, 60));
        Assert.IsType<Judgement.Trouble>(Throttled.Judge(signals, null, Given.Pool(100, inUse: 100), NoBacklog, Options));
    }

    [Fact]
    public void Four_in_a_hundred_refused_for_five_minutes_running_are_found_and_for_four_are_not()
    {
        Assert.IsType<Judgement.Trouble>(Judge(0, 42, 42, 42, 42, 42));
        Assert.IsType<Judgement.Healthy>(Judge(0, 0, 42, 42, 42, 42));

        static Judgement Judge(params double?[] throttles) => Throttled.Judge(
            Given.Signals("orders", Given.Constant(1_000, 6), throttles: Given.Series(throttles)), null, Given.Pool(100, inUse: 100), NoBacklog, Options);
    }
}
