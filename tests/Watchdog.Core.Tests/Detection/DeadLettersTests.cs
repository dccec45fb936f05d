using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class DeadLettersTests
{
    private const int Minutes = 60;

    private static readonly Queue DeadLetterQueue = Given.Queue("work-dlq");

    private static Series Each(Func<int, double?> value) => Given.Series([.. Enumerable.Range(0, Minutes).Select(value)]);

    private static DeadLetterSignals Letters(Series total, Series? sent = null, Series? deleted = null, Series? held = null, double errors = 0, double throttles = 0) => new(
        DeadLetterQueue,
        new QueueDepth((long)(total.Last ?? 0), 0, 0),
        total,
        held ?? Given.Constant(0, Minutes),
        sent ?? Given.Constant(0, Minutes - 2),
        deleted ?? Given.Constant(0, Minutes - 2),
        [
            new DeadLetterSource(
                Given.Queue("work", new RedrivePolicy(DeadLetterQueue.Arn, 5)),
                new Consumer(
                    Given.Mapping("work", "orders"),
                    Given.Signals("orders", Given.Constant(100, Minutes), errors: Given.Constant(errors, Minutes), throttles: Given.Constant(throttles, Minutes)))),
        ]);

    private static Judgement Judge(DeadLetterSignals letters) => DeadLetters.Judge(letters, new DeadLettersOptions());

    private static Finding Find(DeadLetterSignals letters) => Assert.IsType<Judgement.Trouble>(Judge(letters)).Finding;

    [Fact]
    public void A_rise_of_the_depth_is_an_arrival_at_once()
    {
        var finding = Find(Letters(Each(i => i < 59 ? 7 : 10), errors: 1));
        Assert.Equal(3, finding.Evidence.Single(e => e.Name == "arrivals").Value);
        Assert.Equal(Given.AtMinute(59), finding.Since);
        Assert.Equal(ResourceId.Function("orders"), finding.Cause.Resource);
        Assert.Contains("10 messages lie there now", finding.Summary, StringComparison.Ordinal);
        Assert.Contains(finding.Remedies, r => r.Contains($"start-message-move-task --source-arn {DeadLetterQueue.Arn}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_queue_that_has_been_full_for_days_is_no_new_trouble() => Assert.IsType<Judgement.Healthy>(Judge(Letters(Given.Constant(5_000, Minutes))));

    [Fact]
    public void It_is_over_a_quarter_of_an_hour_after_the_last_arrival_though_messages_lie_there()
    {
        Assert.IsType<Judgement.Trouble>(Judge(Letters(Each(i => i < 46 ? 0 : 3))));
        Assert.Contains("3 messages still lie there", Assert.IsType<Judgement.Healthy>(Judge(Letters(Each(i => i < 44 ? 0 : 3)))).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrivals_that_trickle_are_one_trouble_over_longer_pauses() =>
        Assert.IsType<Judgement.Trouble>(Judge(Letters(Each(i => i < 5 ? 0 : i < 22 ? 1 : i < 40 ? 2 : 3))));

    [Fact]
    public void What_somebody_empties_between_two_looks_has_arrived_all_the_same()
    {
        var finding = Find(Letters(Given.Constant(0, Minutes), sent: Given.Constant(0, Minutes - 2), deleted: Each(i => i is 50 or 51 ? 2 : 0).Before(58)));
        Assert.Equal(4, finding.Evidence.Single(e => e.Name == "arrivals").Value);
    }

    [Fact]
    public void A_redrive_back_to_the_source_is_no_arrival() =>
        Assert.IsType<Judgement.Healthy>(Judge(Letters(Each(i => i < 50 ? 400 : 0), deleted: Each(i => i == 50 ? 400 : 0).Before(58))));

    [Fact]
    public void A_redrive_whose_deletions_are_counted_a_minute_before_its_fall_is_none_either() =>
        Assert.IsType<Judgement.Healthy>(Judge(Letters(Each(i => i < 51 ? 400 : 0), deleted: Each(i => i == 50 ? 400 : 0).Before(58))));

    [Fact]
    public void A_purge_is_no_arrival() => Assert.IsType<Judgement.Healthy>(Judge(Letters(Each(i => i < 50 ? 400 : 0))));

    [Fact]
    public void While_somebody_receives_a_rise_counts_only_when_the_next_look_shows_it_too()
    {
        var held = Each(i => i >= 58 ? 2 : 0);
        Assert.IsType<Judgement.Healthy>(Judge(Letters(Each(i => i < 59 ? 7 : 9), held: held)));
        Assert.IsType<Judgement.Trouble>(Judge(Letters(Each(i => i < 58 ? 7 : 9), held: held)));
    }

    [Fact]
    public void What_is_sent_there_and_not_moved_is_said_and_counted()
    {
        var letters = Letters(Each(i => i < 50 ? 0 : i - 49), sent: Each(i => i >= 50 ? 1 : 0).Before(58));
        var finding = Find(letters);
        Assert.Equal(8, finding.Evidence.Single(e => e.Name == "sent there directly").Value);
        Assert.Equal(0, letters.Moved().Sum);
    }

    [Fact]
    public void A_consumer_that_is_refused_is_said_to_be() =>
        Assert.Contains("is refused concurrency", Find(Letters(Each(i => i < 59 ? 0 : 1), throttles: 50)).Cause.Text, StringComparison.Ordinal);

    [Fact]
    public void One_known_minute_is_too_little() => Assert.IsType<Judgement.InsufficientData>(Judge(Letters(Each(i => i == 59 ? 5 : null))));

    [Fact]
    public void A_queue_that_had_no_metrics_for_long_was_empty_before_its_first_point()
    {
        var metrics = DeadLetterSignals.Queries("work-dlq").ToDictionary(q => q, _ => Given.Constant(null, Minutes));
        metrics[QueueMetrics.Visible("work-dlq")] = Each(i => i is >= 50 and < 58 ? 3 : null);
        var letters = DeadLetterSignals.From(DeadLetterQueue, new QueueDepth(3, 0, 0), [], metrics, settledIndex: 57, ImmutableArray<DeadLetterSource>.Empty);
        Assert.Equal(3, letters.Arrivals().Sum);
    }

    [Fact]
    public void A_minute_in_which_messages_were_received_has_no_certain_depth()
    {
        var metrics = DeadLetterSignals.Queries("work-dlq").ToDictionary(q => q, _ => Given.Constant(0, Minutes));
        metrics[QueueMetrics.Visible("work-dlq")] = Given.Constant(5, Minutes);
        metrics[QueueMetrics.InFlight("work-dlq")] = Each(i => i == 50 ? 5 : 0);
        metrics[QueueMetrics.Received("work-dlq")] = Each(i => i == 50 ? 5 : 0);
        var letters = DeadLetterSignals.From(DeadLetterQueue, new QueueDepth(5, 0, 0), [], metrics, settledIndex: 57, ImmutableArray<DeadLetterSource>.Empty);
        Assert.Null(letters.Total[50]);
        Assert.Equal(0, letters.Arrivals().Sum);
    }
}
