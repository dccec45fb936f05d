using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

/// <summary>Stalls of queues with little traffic, and of consumers that report no error.</summary>
public class FewMessagesStallTests
{
    private const int Minutes = 60;

    private static Series Each(Func<int, double?> value) => Given.Series([.. Enumerable.Range(0, Minutes).Select(value)]);

    private static readonly Series None = Given.Constant(0, Minutes);

    private static QueueSignals Queue(Series invocations, Series errors, Series deleted, long waiting, bool partialBatch = false, double messagesEach = 1, Series? duration = null) => new(
        Given.Queue("work"),
        new QueueDepth(0, waiting, 0),
        None,
        None,
        None,
        Each(i => invocations[i] * messagesEach),
        deleted,
        [
            new Consumer(
                Given.Mapping("work", "orders", batchSize: 10) with { PartialBatchResponses = partialBatch },
                Given.Signals("orders", invocations, errors, duration: duration ?? Given.Constant(800, Minutes))),
        ]);

    private static Judgement Judge(QueueSignals queue) => ErrorStall.Judge(queue, new ErrorStallOptions());

    [Fact]
    public void One_error_of_two_invocations_at_night_wakes_nobody() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(Each(i => i is 20 or 57 ? 1 : 0), Each(i => i == 57 ? 1 : 0), Each(i => i == 20 ? 1 : 0), waiting: 1)));

    [Fact]
    public void One_message_that_fails_again_and_again_is_no_stall_of_the_others()
    {
        var once = Each(i => i >= 48 && i % 3 == 0 ? 1 : 0);
        Assert.IsType<Judgement.Healthy>(Judge(Queue(once, once, None, waiting: 1)));
    }

    [Fact]
    public void A_consumer_that_fails_each_of_a_few_messages_is_found()
    {
        // One message in ten minutes, each tried again every three minutes: never three errors in two minutes at first.
        var failing = Each(i => i >= 30 && i % 3 == 0 ? 1 : 0);
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Queue(failing, failing, Each(i => i is 5 or 15 ? 1 : 0), waiting: 3))).Finding;
        Assert.Equal(Given.AtMinute(30), finding.Since);
        Assert.Contains("of its messages 10 in 30 min are received and 0 in 30 min deleted", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_success_since_then_ends_the_run_of_failures() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(
            Each(i => i >= 30 && i % 3 == 0 ? 1 : 0), Each(i => i is >= 30 and < 57 && i % 3 == 0 ? 1 : 0), Each(i => i == 57 ? 1 : 0), waiting: 3)));

    [Fact]
    public void Failures_of_half_an_hour_ago_say_nothing_of_now()
    {
        var failing = Each(i => i is >= 10 and < 30 && i % 3 == 0 ? 1 : 0);
        Assert.IsType<Judgement.Healthy>(Judge(Queue(failing, failing, None, waiting: 5)));
    }

    [Fact]
    public void Partial_batches_of_which_every_message_comes_back_are_a_stall_without_errors()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Queue(
            Given.Constant(100, Minutes), None, Each(i => i < 50 ? 1_000 : 0), waiting: 9_000, partialBatch: true, messagesEach: 10))).Finding;
        Assert.Equal(Given.AtMinute(50), finding.Since);
        Assert.Contains("as partial batch failures", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Partial_batches_that_take_three_minutes_are_given_the_time() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(
            Each(i => i >= 57 ? 20 : 0), None, None, waiting: 600, partialBatch: true, messagesEach: 10, duration: Given.Constant(180_000, Minutes))));

    [Fact]
    public void A_stall_of_few_messages_has_ended_when_the_newest_invocation_succeeded()
    {
        var queue = Queue(Each(i => i >= 30 && i % 4 == 0 ? 1 : 0), Each(i => i is >= 30 and < 55 && i % 4 == 0 ? 1 : 0), Each(i => i == 56 ? 1 : 0), waiting: 2);
        var ended = Assert.IsType<Judgement.Ended>(
            Recovered.Judge(queue, Given.Firing(Symptom.ErrorStall, ResourceId.Queue("work"), "QueueWatcher"), Given.AtMinute(60)));
        Assert.Equal(Given.AtMinute(56), ended.Finding.Since);
    }
}
