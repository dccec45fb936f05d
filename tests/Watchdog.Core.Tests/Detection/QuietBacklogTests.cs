using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

/// <summary>Backlogs that are no trouble, and those that are though they look harmless.</summary>
public class QuietBacklogTests
{
    private const int Minutes = 60;

    private static Series Each(Func<int, double?> value) => Given.Series([.. Enumerable.Range(0, Minutes).Select(value)]);

    private static QueueSignals Queue(
        Series backlog,
        Series sent,
        Series deleted,
        Series? concurrency = null,
        int? maximumConcurrency = null,
        string state = "Enabled",
        long delayed = 0,
        double throttles = 0,
        Series? age = null) => new(
        Given.Queue("work"),
        new QueueDepth((long)(backlog.Last ?? 0), 10, delayed),
        backlog,
        age ?? Given.Constant(60, Minutes),
        sent,
        deleted,
        deleted,
        [
            new Consumer(
                Given.Mapping("work", "orders", maximumConcurrency: maximumConcurrency, state: state),
                Given.Signals("orders", deleted, throttles: Given.Constant(throttles, Minutes), concurrency: concurrency ?? Given.Constant(10, Minutes))),
        ]);

    private static Judgement Judge(QueueSignals queue) => Backpressure.Judge(queue, new BackpressureOptions(), Given.Stack);

    [Fact]
    public void A_nightly_batch_that_is_being_worked_off_is_quiet() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(
            Each(i => i < 53 ? 0 : 33_000 - (1_400 * (i - 53))), Each(i => i is 51 or 52 ? 18_000 : 0), Each(i => i < 51 ? 0 : 1_500), maximumConcurrency: 50)));

    [Fact]
    public void A_morning_that_the_scaling_absorbs_is_quiet()
    {
        // 3,000/min arrive; executions double from minute to minute and take 30 messages/min each: enough within two minutes.
        var concurrency = Each(i => i < 55 ? 10 : 10 * Math.Pow(1.5, i - 54));
        var deleted = Each(i => concurrency[i] * 30);
        var backlog = Each(i => i < 52 ? 0 : 1_500 * (i - 51));
        Assert.Contains("scales up", Assert.IsType<Judgement.Healthy>(Judge(Queue(backlog, Each(i => i < 52 ? 300 : 3_000), deleted, concurrency))).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_is_loud_when_the_scaling_is_refused() =>
        Assert.IsType<Judgement.Trouble>(Judge(Queue(
            Each(i => i < 52 ? 0 : 1_500 * (i - 51)),
            Each(i => i < 52 ? 300 : 3_000),
            Each(i => i < 55 ? 300 : 300 * Math.Pow(1.5, i - 54)),
            Each(i => i < 55 ? 10 : 10 * Math.Pow(1.5, i - 54)),
            throttles: 50)));

    [Fact]
    public void What_is_refused_waits_in_flight()
    {
        // 15 arrive a minute, 9 are processed, and the others are hidden until the visibility timeout: visible is nothing at all.
        var refused = Queue(Given.Constant(0, Minutes), Each(i => i < 45 ? 1 : 15), Each(i => i < 45 ? 1 : 9), Given.Constant(3, Minutes), throttles: 10) with
        {
            Depth = new QueueDepth(0, 93, 0),
        };
        var finding = Assert.IsType<Judgement.Trouble>(Judge(refused)).Finding;
        Assert.Equal(90, finding.Evidence.Single(e => e.Name == "waiting messages").Value);
        Assert.Equal(6, finding.Evidence.Single(e => e.Name == "net rate").Value);
    }

    [Fact]
    public void Messages_that_are_delayed_have_not_arrived() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(
            Each(i => 25 + (i % 3)), Each(i => i < 40 ? 180 : 720), Given.Constant(180, Minutes), delayed: 5_400)));

    [Fact]
    public void A_backlog_that_wanders_is_quiet()
    {
        var random = new Random(11);
        var level = 150.0;
        var backlog = Each(_ => Math.Round(level = Math.Max(0, level + random.Next(-25, 26))));
        Assert.IsType<Judgement.Healthy>(Judge(Queue(backlog, Given.Constant(300, Minutes), Given.Constant(300, Minutes))));
    }

    [Fact]
    public void Two_more_a_minute_for_an_hour_is_loud_where_few_arrive()
    {
        // Ten minutes show nothing: it goes up and down by six. An hour shows a hundred and twenty.
        var backlog = Each(i => 30 + (2 * i) + (6 * Math.Sin(i * 2.3)));
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Queue(backlog, Given.Constant(6, Minutes), Given.Constant(4, Minutes)))).Finding;
        Assert.Equal(2, finding.Evidence.Single(e => e.Name == "net rate").Value);
    }

    [Fact]
    public void The_cap_that_bites_is_named_with_the_command_that_raises_it()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Queue(
            Each(i => i < 45 ? 0 : 200 * (i - 44)), Each(i => i < 45 ? 100 : 400), Each(i => i < 45 ? 100 : 200), Given.Constant(10, Minutes), maximumConcurrency: 10))).Finding;
        Assert.Contains("maximum concurrency of 10 is used up", finding.Cause.Text, StringComparison.Ordinal);
        // 400 messages/min of half a minute each.
        Assert.Contains("--scaling-config MaximumConcurrency=200", finding.Remedies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_that_pile_up_in_front_of_a_disabled_mapping_are_loud()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(Queue(
            Each(i => i < 45 ? 0 : 60 * (i - 44)), Given.Constant(60, Minutes), Given.Constant(0, Minutes), state: "Disabled"))).Finding;
        Assert.Contains("is disabled", finding.Cause.Text, StringComparison.Ordinal);
        Assert.Contains(finding.Remedies, r => r.Contains("--function-name watch-shop-CircuitBreaker ", StringComparison.Ordinal));
        Assert.Equal(ResourceId.Function("orders"), finding.Cause.Resource);
        Assert.Contains("--enabled", finding.Remedies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_of_four_minutes_is_quiet() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(
            Each(i => i < 55 ? 0 : 60 * (i - 54)), Given.Constant(60, Minutes), Given.Constant(0, Minutes), state: "Disabled")));

    [Fact]
    public void An_enabled_mapping_that_receives_nothing_is_said_to_do_so() =>
        Assert.Contains(
            "cannot read the queue",
            Assert.IsType<Judgement.Trouble>(Judge(Queue(Each(i => i < 45 ? 0 : 60 * (i - 44)), Given.Constant(60, Minutes), Given.Constant(0, Minutes))))
                .Finding.Cause.Text,
            StringComparison.Ordinal);

    [Fact]
    public void A_disabled_mapping_in_front_of_which_nothing_arrives_is_quiet() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(Given.Constant(500, Minutes), Given.Constant(0, Minutes), Given.Constant(0, Minutes), state: "Disabled")));

    [Fact]
    public void A_purged_backlog_is_quiet() =>
        Assert.IsType<Judgement.Healthy>(Judge(Queue(
            Each(i => i < 50 ? 0 : i < 58 ? 1_000 * (i - 49) : 0), Each(i => i < 50 ? 100 : 1_200), Given.Constant(200, Minutes))));
}
