using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class QueueDetectorTests
{
    private static readonly Series Rising = Given.Series(100, 500, 900, 1_300, 1_700, 2_100, 2_500, 2_900, 3_300, 3_700);

    private static QueueSignals Queue(
        Series backlog,
        double sent,
        double deleted,
        FunctionSignals consumer,
        double? received = null,
        int? maximumConcurrency = null,
        string mappingState = "Enabled",
        long inFlight = 0)
    {
        var flowMinutes = consumer.Invocations.Length;
        return new QueueSignals(
            Given.Queue("work"),
            new QueueDepth((long)(backlog.Last ?? 0), inFlight, 0),
            backlog,
            Given.Series(60, 120, 180, 240, 300, 360, 420, 480, null, null),
            Given.Constant(sent, flowMinutes),
            Given.Constant(received ?? deleted, flowMinutes),
            Given.Constant(deleted, flowMinutes),
            [new Consumer(Given.Mapping("work", "orders", maximumConcurrency: maximumConcurrency, state: mappingState), consumer)]);
    }

    private static FunctionSignals Healthy(double invocations) => Given.Signals("orders", Given.Constant(invocations, 8), concurrency: Given.Constant(100, 8));

    private static FunctionSignals Failing(double invocations, DateTimeOffset? lastModified = null) => Given.Signals(
        "orders", Given.Constant(invocations, 8), errors: Given.Series(0, 0, 0, 0, 0, invocations, invocations, invocations),
        concurrency: Given.Constant(5, 8), lastModified: lastModified);

    private static Judgement Pressure(QueueSignals queue) => Backpressure.Judge(queue, new BackpressureOptions(), Given.Stack);

    private static Judgement Stall(QueueSignals queue) => ErrorStall.Judge(queue, new ErrorStallOptions());

    [Fact]
    public void A_backlog_that_rises_because_more_arrives_than_leaves_is_backpressure()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Pressure(Queue(Rising, sent: 600, deleted: 200, Healthy(200)))).Finding;
        Assert.Equal(400, finding.Evidence.Single(e => e.Name == "net rate").Value);
        // 600 messages/min x 0.5 min each, one per invocation.
        Assert.Equal(300, finding.Evidence.Single(e => e.Name == "concurrency needed").Value);
        Assert.Equal("orders", finding.Cause.Id);
        Assert.Equal(Given.AtMinute(0), finding.Since);
    }

    [Fact]
    public void Messages_that_retention_will_lose_within_a_day_make_it_critical()
    {
        var queue = Queue(Rising, sent: 600, deleted: 200, Healthy(200));
        var soon = queue with { Queue = queue.Queue with { Retention = TimeSpan.FromHours(1) } };
        var finding = Assert.IsType<Judgement.Trouble>(Pressure(soon)).Finding;
        Assert.Equal(Severity.Critical, finding.Severity);
        // 480 s old and 60 s older every minute: 52 minutes to an hour.
        Assert.Contains("lost to the queue's retention in 52 min", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_remedy_for_a_capped_mapping_is_the_cap() =>
        Assert.Contains(
            "maximum concurrency is 100",
            Assert.IsType<Judgement.Trouble>(Pressure(Queue(Rising, 600, 200, Healthy(200), maximumConcurrency: 100))).Finding.Remedies[0],
            StringComparison.Ordinal);

    [Fact]
    public void A_rise_without_an_excess_of_arrivals_is_healthy() =>
        Assert.IsType<Judgement.Healthy>(Pressure(Queue(Rising, sent: 600, deleted: 600, Healthy(600))));

    [Fact]
    public void An_excess_of_arrivals_without_a_significant_rise_is_healthy() =>
        Assert.IsType<Judgement.Healthy>(
            Pressure(Queue(Given.Series(900, 1_300, 800, 1_200, 700, 1_100, 1_300, 900, 1_000, 1_100), 660, 600, Healthy(600))));

    [Fact]
    public void A_rise_that_is_ending_is_healthy() =>
        Assert.IsType<Judgement.Healthy>(
            Pressure(Queue(Given.Series(100, 900, 1_700, 2_500, 3_300, 4_100, 4_300, 4_310, 4_311, 4_312), 600, 500, Healthy(500))));

    [Fact]
    public void A_small_backlog_is_healthy() =>
        Assert.IsType<Judgement.Healthy>(Pressure(Queue(Given.Series(1, 2, 4, 6, 8, 10, 12, 14, 16, 18), 600, 200, Healthy(200))));

    [Fact]
    public void A_failing_consumer_is_not_backpressure() =>
        Assert.IsType<Judgement.Healthy>(Pressure(Queue(Rising, 600, 0, Failing(200), received: 600)));

    [Fact]
    public void A_queue_whose_only_mapping_is_disabled_is_nobodys_backpressure() =>
        Assert.IsType<Judgement.Healthy>(Pressure(Queue(Rising, 600, 200, Healthy(200), mappingState: "Disabled")));

    [Fact]
    public void Four_points_are_too_few_for_a_trend() =>
        Assert.IsType<Judgement.InsufficientData>(Pressure(Queue(Given.Series(100, 500, 900, 1_300), 600, 200, Healthy(200))));

    [Fact]
    public void A_queue_from_which_nothing_is_deleted_while_its_consumer_fails_is_stalled()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Stall(Queue(Rising, 600, 0, Failing(40), received: 40))).Finding;
        Assert.Equal("orders", finding.Cause.Id);
        Assert.Equal(Given.AtMinute(5), finding.Since);
        Assert.Equal(100, finding.Evidence.Single(e => e.Name == "error ratio").Value);
    }

    [Fact]
    public void A_deployment_just_before_the_first_error_is_named()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Stall(Queue(Rising, 600, 0, Failing(40, Given.AtMinute(4)), received: 40))).Finding;
        Assert.Contains("changed at 2026-01-05 09:04 UTC", finding.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_while_messages_are_deleted_are_no_stall() =>
        Assert.IsType<Judgement.Healthy>(Stall(Queue(Rising, 600, 30, Failing(40), received: 40)));

    [Fact]
    public void A_slow_consumer_without_errors_is_no_stall() =>
        Assert.IsType<Judgement.Healthy>(Stall(Queue(Rising, 600, 0, Healthy(40), received: 40)));

    [Fact]
    public void One_error_is_no_stall() =>
        Assert.IsType<Judgement.Healthy>(Stall(Queue(
            Rising, 600, 0, Given.Signals("orders", Given.Series(0, 0, 0, 0, 0, 0, 0, 1), errors: Given.Series(0, 0, 0, 0, 0, 0, 0, 1)), received: 40)));

    [Fact]
    public void A_stall_that_holds_everything_in_flight_is_still_a_stall() =>
        Assert.IsType<Judgement.Trouble>(Stall(Queue(Given.Constant(0, 10), 0, 0, Failing(40), received: 40, inFlight: 40)));

    [Fact]
    public void A_consumer_without_errors_that_deletes_has_recovered_and_the_time_to_drain_is_told()
    {
        // 5, then 10 executions, 10 messages/min each: 15, 20, ... up to the 40 seen before; 60/min arrive.
        var consumer = Given.Signals("orders", Given.Constant(100, 6), concurrency: Given.Series(40, 40, 5, 5, 5, 10));
        var queue = Queue(Given.Constant(1_000, 10), sent: 60, deleted: 100, consumer);
        var stall = Given.Firing(Symptom.ErrorStall, ResourceId.Queue("work"), "QueueWatcher");
        var finding = Assert.IsType<Judgement.Ended>(Recovered.Judge(queue, stall, Given.AtMinute(30))).Finding;
        Assert.Equal(Symptom.Recovered, finding.Symptom);
        Assert.Equal(30, finding.Evidence.Single(e => e.Name == "lasted").Value);
        // Net 90, 140, 190, 240, 290 messages in the first five minutes: 950; the last 50 at 340/min.
        Assert.Equal(6, finding.Evidence.Single(e => e.Name == "drained in").Value);
    }

    [Fact]
    public void A_backlog_that_arrivals_outrun_is_never_drained()
    {
        var queue = Queue(Given.Constant(1_000, 10), sent: 600, deleted: 100, Healthy(100));
        Assert.Null(DrainTime.Project(queue, queue.Consumers[0], arrivals: 600));
    }

    [Fact]
    public void A_consumer_that_still_fails_has_not_recovered() =>
        Assert.IsType<Judgement.Healthy>(Recovered.Judge(
            Queue(Rising, 60, 0, Failing(40)), Given.Firing(Symptom.ErrorStall, ResourceId.Queue("work"), "QueueWatcher"), Given.AtMinute(9)));

    [Fact]
    public void Depths_from_SQS_fill_only_the_minutes_that_CloudWatch_does_not_have()
    {
        var metrics = QueueSignals.Queries("work").ToDictionary(q => q, _ => Given.Constant(0, 4));
        metrics[QueueMetrics.Visible("work")] = Given.Series(10, 20, null, null);
        var sampled = new Dictionary<DateTimeOffset, double> { [Given.AtMinute(1)] = 99, [Given.AtMinute(2)] = 30, [Given.AtMinute(7)] = 70 };
        var signals = QueueSignals.From(
            Given.Queue("work"), new QueueDepth(30, 0, 0), sampled, metrics, settledIndex: 1, ImmutableArray<Consumer>.Empty);
        Assert.Equal([10, 20, 30, null], [signals.Backlog[0], signals.Backlog[1], signals.Backlog[2], signals.Backlog[3]]);
    }
}
