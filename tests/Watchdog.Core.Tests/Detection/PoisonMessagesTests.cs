using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class PoisonMessagesTests
{
    private const int Minutes = 60;

    private static readonly RedrivePolicy FiveReceives = new("arn:aws:sqs:us-east-1:123456789012:work-dlq", 5);

    private static Series Each(Func<int, double> value) => Given.Series([.. Enumerable.Range(0, Minutes).Select(i => (double?)value(i))]);

    private static Judgement Judge(
        Series failing,
        double sent,
        TimeSpan? visibility = null,
        RedrivePolicy? redrive = null,
        Series? givenUp = null,
        Series? age = null,
        Series? throttles = null,
        bool partialBatch = false,
        bool fifo = false,
        double? deleted = null,
        QueueDepth? depth = null)
    {
        var received = Each(i => sent + failing[i]!.Value);
        var signals = Given.Signals(
            "orders", received, errors: partialBatch ? Given.Constant(0, Minutes) : failing, throttles: throttles, duration: Given.Constant(300, Minutes));
        var mapping = Given.Mapping("work", "orders") with { PartialBatchResponses = partialBatch };
        return PoisonMessages.Judge(
            new QueueSignals(
                Given.Queue("work", redrive) with { VisibilityTimeout = visibility ?? TimeSpan.FromMinutes(2), Fifo = fifo },
                depth ?? new QueueDepth(0, 12, 0),
                Given.Constant(0, Minutes),
                age ?? Given.Constant(5, Minutes),
                Given.Constant(sent, Minutes),
                received,
                Given.Constant(deleted ?? sent, Minutes),
                [new Consumer(mapping, signals)]),
            givenUp,
            new PoisonMessagesOptions());
    }

    // Failures by chance, always the same: a fixed seed.
    private static Series ByChance(double mean)
    {
        var random = new Random(5);
        return Each(_ => Enumerable.Range(0, 1_000).Count(_ => random.NextDouble() < mean / 1_000));
    }

    [Fact]
    public void Twelve_that_fail_again_every_visibility_timeout_are_poison()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Each(i => i >= 50 && i % 2 == 0 ? 12 : 0), sent: 20)).Finding;
        Assert.Equal(12, finding.Evidence.Single(e => e.Name == "messages about").Value);
        Assert.Equal(Given.AtMinute(50), finding.Since);
        Assert.Equal(ResourceId.Function("orders"), finding.Cause.Resource);
        Assert.Contains("There is no dead-letter queue", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_they_go_and_when_is_said()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Each(i => i >= 50 && i % 2 == 0 ? 12 : 0), sent: 20, redrive: FiveReceives)).Finding;
        Assert.Contains("the dead-letter queue work-dlq after 5 receives, 10 min after its first", finding.Summary, StringComparison.Ordinal);
        Assert.Contains(finding.Remedies, r => r.Contains("start-message-move-task --source-arn arn:aws:sqs:us-east-1:123456789012:work-dlq", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_share_of_always_others_is_not() =>
        Assert.IsType<Judgement.Healthy>(Judge(ByChance(18), sent: 900, visibility: TimeSpan.FromMinutes(1), age: Given.Constant(100, Minutes)));

    [Fact]
    public void A_single_error_is_not() => Assert.IsType<Judgement.Healthy>(Judge(Each(i => i == 57 ? 1 : 0), sent: 1));

    [Fact]
    public void An_error_and_its_retry_are_not() => Assert.IsType<Judgement.Healthy>(Judge(Each(i => i is 54 or 57 ? 1 : 0), sent: 1, visibility: TimeSpan.FromMinutes(3)));

    [Fact]
    public void Messages_that_each_fail_once_are_not_though_they_come_regularly() =>
        Assert.IsType<Judgement.Healthy>(Judge(Each(i => i % 2 == 0 ? 12 : 0), sent: 20, age: Given.Constant(125, Minutes)));

    [Fact]
    public void A_stall_is_not_a_few_messages() =>
        Assert.IsType<Judgement.Healthy>(Judge(Each(i => i >= 40 ? 12 : 0), sent: 0, deleted: 0, depth: new QueueDepth(500, 12, 0)));

    [Fact]
    public void Messages_given_up_after_five_failures_each_are_poison()
    {
        var judgement = Judge(
            Each(i => i is >= 50 and < 55 ? 3 : 0), sent: 180, visibility: TimeSpan.FromMinutes(1), redrive: FiveReceives, givenUp: Each(i => i == 55 ? 3 : 0));
        Assert.Contains("3 messages failed 5 times in a row", Assert.IsType<Judgement.Trouble>(judgement).Finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_given_up_in_an_outage_in_which_half_fails_are_what_chance_makes() =>
        // 450 of 900 a minute fail, and 900 / 2^5 = 28 a minute fail five times in a row.
        Assert.IsType<Judgement.Healthy>(Judge(
            Each(i => i >= 30 ? 450 + (20 * Math.Sin(i * 1.7)) : 0), sent: 450, visibility: TimeSpan.FromMinutes(1), redrive: FiveReceives, givenUp: Each(i => i >= 35 ? 14 : 0)));

    [Fact]
    public void Messages_given_up_because_they_were_refused_have_not_failed() =>
        Assert.IsType<Judgement.Healthy>(Judge(
            Each(i => i == 50 ? 15 : 0), sent: 10, visibility: TimeSpan.FromMinutes(1), redrive: FiveReceives,
            givenUp: Each(i => i == 55 ? 3 : 0), throttles: Given.Constant(40, Minutes)));

    [Fact]
    public void Messages_that_the_code_puts_on_the_dead_letter_queue_without_a_failure_are_not_poison() =>
        Assert.IsType<Judgement.Healthy>(Judge(Each(i => i == 50 ? 1 : 0), sent: 10, redrive: FiveReceives, givenUp: Each(i => i == 55 ? 7 : 0)));

    [Fact]
    public void With_partial_batches_what_piles_up_between_received_and_deleted_is_told()
    {
        // 20 unreadable ones more each minute, and a visibility timeout of a minute: 20, 40, 60, ... are given back.
        var judgement = Judge(
            Each(i => i >= 50 ? 20 * (i - 49) : 0), sent: 18_000, visibility: TimeSpan.FromMinutes(1), partialBatch: true,
            age: Each(i => i >= 51 ? 115 : 2), depth: new QueueDepth(0, 300, 0));
        Assert.Contains("they pile up", Assert.IsType<Judgement.Trouble>(judgement).Finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void More_failures_because_of_more_traffic_do_not_pile_up()
    {
        var noise = ByChance(18);
        var failing = Each(i => Math.Round(noise[i]!.Value / 18 * (10 + i)));
        var received = Each(i => 1_000 + (100 * i));
        var signals = Given.Signals("orders", received, errors: failing, duration: Given.Constant(300, Minutes));
        var queue = new QueueSignals(
            Given.Queue("work") with { VisibilityTimeout = TimeSpan.FromMinutes(1) }, new QueueDepth(5, 20, 0), Given.Constant(5, Minutes),
            Given.Constant(110, Minutes), received, received, received, [new Consumer(Given.Mapping("work", "orders"), signals)]);
        Assert.IsType<Judgement.Healthy>(PoisonMessages.Judge(queue, null, new PoisonMessagesOptions()));
    }

    [Fact]
    public void A_group_that_is_stuck_in_a_fifo_queue_ages_by_a_minute_a_minute() =>
        Assert.Contains(
            "holds its message group up",
            Assert.IsType<Judgement.Trouble>(Judge(Each(i => i >= 45 && i % 2 == 0 ? 1 : 0), sent: 60, fifo: true, age: Each(i => i >= 45 ? 60 * (i - 44) : 2)))
                .Finding.Summary,
            StringComparison.Ordinal);

    [Fact]
    public void Errors_within_a_visibility_timeout_of_an_hour_say_nothing_yet() =>
        Assert.IsType<Judgement.InsufficientData>(Judge(ByChance(1), sent: 40, visibility: TimeSpan.FromHours(1), age: Each(i => 60 * i)));
}
